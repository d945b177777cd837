/** Notes whose name begins like this are keys, no words of hers: a copy for her leaves them out. */
const KEYS = '#';

export const SELF_KEY = `${KEYS}self`;
/** Those that another took the place of, parted by spaces. */
export const SELF_KEYS_BEFORE = `${KEYS}selves`;

/** What she wrote, without the keys that lie beside it. */
export const written = (notes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(notes).filter(([name]) => !name.startsWith(KEYS)));
