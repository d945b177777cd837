import { qr } from '../../domain/qr';

/** A QR code, dark on light by day and by night: cameras want it so. */
export function Qr({ text, label }: { text: string; label: string }) {
  const grid = qr(text);
  if (!grid) return null;
  const size = grid.length + 8;
  const d = grid
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path class="light" d={`M0 0h${size}v${size}H0z`} />
      <path class="dark" d={d} />
    </svg>
  );
}
