/** Codes that people read and type: 32 signs that nobody confuses (Crockford's). Pure. */
export const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const LLAVE_LETTERS = 12;
export const CODE_LETTERS = 8;

/** Draw letters from random bytes, five bits of each. */
export const drawLetters = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => LETTERS[byte % 32]).join('');

/** As it was made, however it was typed: spaces, hyphens, small letters and look-alikes forgiven. */
export const readLetters = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');

export const areLetters = (text: string, count: number): boolean =>
  text.length === count && [...text].every((one) => LETTERS.includes(one));

/** In groups of four, as they are read aloud. */
export const inGroups = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1-');
