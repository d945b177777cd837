/** Bytes as random identifiers, as text on the wire, and as words for a person. */

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(count));

export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}

/** Random identifier of a subject or a replica: 128 bits, 22 characters. */
export const newId = (): string => toBase64url(randomBytes(16));

/** "34 kB", "1.2 MB": what she pays, in round decimal units, never torn apart by the end of a line. */
export function sizeWords(count: number): string {
  return count < 1e6
    ? `${Math.max(1, Math.round(count / 1e3))}\u00a0kB`
    : `${Math.round(count / 1e5) / 10}\u00a0MB`;
}
