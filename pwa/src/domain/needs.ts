/** What may press her today, and which modules answer it. */
import type { Entry } from './bundle';

/** In the order shown; lessons name them in `needs` (api/content/model.py has the same). */
export const NEEDS =
  'sin-clientes precio plata deudas celular cobrar papeles calidad caro sola cansada crecer'.split(
    ' ',
  );

/** As many as she may choose at once. */
const MOST = 2;

/** Choose one more, or take it back; a third takes the place of the first. */
export const withNeed = (chosen: readonly string[], need: string): string[] =>
  chosen.includes(need) ? chosen.filter((one) => one !== need) : [...chosen, need].slice(-MOST);

/** The modules that answer some of it: most of it first, then what she chose first. */
export function fitting(chosen: readonly string[], modules: readonly Entry[]): Entry[] {
  const hits = ({ needs = [] }: Entry) => chosen.filter((one) => needs.includes(one));
  const rank = (one: Entry) => chosen.indexOf(hits(one)[0] as string) - 9 * hits(one).length;
  return modules.filter((one) => hits(one)[0]).sort((x, y) => rank(x) - rank(y));
}
