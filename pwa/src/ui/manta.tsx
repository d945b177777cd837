/** The bands of a woven cloth in the order in which they are woven: a pattern or a plain colour. */
export const bands = ['rombo', 'R', 'esc', 'A', 'zig', 'T', 'ola', 'N', 'hoja'];

/** Rows shown: the last ones woven, and at least some bare threads of what is to come. */
const MOST = 8;
const LEAST = 5;
/** As high as the patterns; the first row begins at a whole number of them. */
const HIGH = 16;
const TOP = 5 * HIGH;

type MantaProps = { count: number; who: string; label: string };

/** The hands are of the person whose face it is. */
const skinOf = (who: string): string =>
  /p\d/.exec(document.querySelector(`#${who} g`)?.getAttribute('class') ?? '')?.[0] ?? 'p2';

/** Her cloth with one band a finished lesson; the newest one is the lowest. */
export function Manta({ count, who, label }: MantaProps) {
  const shown = Math.min(count, MOST);
  const size = Math.max(shown, LEAST) * HIGH;
  return (
    <svg class="d manta" viewBox={`0 -10 320 ${TOP + size + 26}`} role="img" aria-label={label}>
      <use href={`#${who}`} x="100" y="-14" width="120" height="120" />
      <path class="K" d={`M32 78h256v${size + 4}H32z`} />
      <path class="z" fill="url(#t-hilo)" d={`M34 80h252v${size}H34z`} />
      {Array.from({ length: shown }, (_, i) => {
        const band = bands[(count - shown + i) % bands.length] ?? '';
        const woven = band[1] && { fill: `url(#t-${band})` };
        return (
          <rect
            key={band}
            class={`z ${woven ? '' : band} ${i === shown - 1 ? 'fresh' : ''}`}
            {...woven}
            x="34"
            y={TOP + i * HIGH}
            width="252"
            height={HIGH}
          />
        );
      })}
      <path class="fl" d={`M36 ${TOP + size + 2}${'v9m8-9'.repeat(32)}`} />
      <path
        class={`${skinOf(who)} P`}
        d="M40 90q-10-14 4-18 16-2 16 10 0 12-20 8zM280 90q10-14-4-18-16-2-16 10 0 12 20 8z"
      />
    </svg>
  );
}
