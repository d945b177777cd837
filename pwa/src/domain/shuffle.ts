/** A shuffle that is the same at each visit and never leaves everything in its place. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  let state = 7;
  for (const letter of seed) state = (state * 31 + letter.charCodeAt(0)) >>> 0;
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = (state >>> 8) % (i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  const untouched = mixed.every((item, i) => item === items[i]);
  return untouched ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
