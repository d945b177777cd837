/** The bands of a woven cloth, in the order in which they are woven: a pattern or a plain colour. */
const bands = ['url(#t-rombo)', 'R', 'url(#m-esc)', 'A', 'url(#m-zig)', 'T', 'url(#m-ola)', 'N'];

/** Rows shown: the last ones woven, and at least some bare threads of what is to come. */
const MOST = 7;
const LEAST = 5;
const HEIGHT = 15;

/** Her cloth with one band a finished lesson; the newest one is at the foot. */
export function Manta({ count, who, label }: { count: number; who: string; label: string }) {
  const shown = Math.min(count, MOST);
  const rows = Math.max(shown, LEAST);
  const foot = 78 + rows * HEIGHT;
  return (
    <svg class="d manta" viewBox={`0 -10 320 ${foot + 24}`} role="img" aria-label={label}>
      <pattern id="m-esc" width="16" height="15" patternUnits="userSpaceOnUse">
        <path class="N z" d="M0 0h16v15H0z" />
        <path class="K z" d="M0 15v-4h4V7h4V4h4V0h4v15z" />
        <path class="A z" d="M8 15v-4h4V7h4v8z" />
      </pattern>
      <pattern id="m-zig" width="16" height="15" patternUnits="userSpaceOnUse">
        <path class="V z" d="M0 0h16v15H0z" />
        <path class="K z" d="M0 10 8 2l8 8v5L8 7l-8 8z" />
      </pattern>
      <pattern id="m-ola" width="24" height="15" patternUnits="userSpaceOnUse">
        <path class="T z" d="M0 0h24v15H0z" />
        <path class="B z" d="M0 15V9h4V5h4V2h8v3h-4v2h4v3h4v5z" />
      </pattern>
      <use href={`#${who}`} x="100" y="-14" width="120" height="120" />
      <path class="K" d={`M32 76h256v${rows * HEIGHT + 4}H32z`} />
      <path class="bare" fill="url(#t-hilo)" d={`M34 78h252v${rows * HEIGHT}H34z`} />
      {Array.from({ length: shown }, (_, i) => {
        const band = bands[(count - shown + i) % bands.length] ?? '';
        const plain = band.length === 1;
        return (
          <rect
            key={band}
            class={`z ${plain ? band : ''}${i === shown - 1 ? ' fresh' : ''}`}
            {...(!plain && { fill: band })}
            x="34"
            y={78 + i * HEIGHT}
            width="252"
            height={HEIGHT}
          />
        );
      })}
      <path class="fl" d={`M36 ${foot + 2}${'v9m8-9'.repeat(32)}`} />
      <path
        class="p2 P"
        d="M40 88q-10-14 4-18 16-2 16 10 0 12-20 8zM280 88q10-14-4-18-16-2-16 10 0 12 20 8z"
      />
    </svg>
  );
}
