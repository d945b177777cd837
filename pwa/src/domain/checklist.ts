/** Her own steps, and which of them are ticked today; ticks go at midnight in Lima. Pure. */
export const MOST_STEPS = 8;
export const MOST_LETTERS = 60;

export type Ticks = { d: number; on: string[] };

/** The steps ticked on a day; those of another day are gone. */
export const ticked = (kept: Ticks | undefined, day: number): string[] =>
  kept?.d === day ? kept.on : [];

/** Tick a step, or take the tick back. */
export const turned = (on: readonly string[], step: string): string[] =>
  on.includes(step) ? on.filter((one) => one !== step) : [...on, step];

/** The list with one step elsewhere. */
export function moved(steps: readonly string[], from: number, to: number): string[] {
  const rest = steps.filter((_, at) => at !== from);
  rest.splice(to, 0, steps[from] as string);
  return rest;
}

/** What is kept of a list she wrote: no empty line, none twice, no more than fit. */
export const tidy = (steps: readonly string[]): string[] =>
  [...new Set(steps.map((one) => one.replace(/\s+/g, ' ').trim()).filter(Boolean))].slice(
    0,
    MOST_STEPS,
  );
