/** The neighbours that a person may have for a face: y1 to y24 of lessons/art/parts. */

export const FACES = 24;
/** These come with the first drawings; the others are the set `caras`. */
const FIRST = 12;

/** Is this one of ours? What arrives in an address may be anything. */
export const isFace = (id: string): boolean => /^y([1-9]|1\d|2[0-4])$/.test(id);

/** Does its drawing come in a bundle of its own? */
export const isLateFace = (id: string): boolean => Number(id.slice(1)) > FIRST;
