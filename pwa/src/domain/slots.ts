/** A message with blanks, written as [precio]: which there are, and the message with her words in them. Pure. */
export const MOST_LETTERS = 280;

const SLOT = /\[([^[\]]+)\]/g;

/** The blanks of a message in their order, each once. */
export const slotsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(SLOT)].map(([, name]) => name as string)),
];

/** The message as it would go; a blank without words stays one. */
export const filled = (text: string, words: Record<string, string>): string =>
  text.replace(SLOT, (blank, name) => words[name]?.trim() || blank).trim();
