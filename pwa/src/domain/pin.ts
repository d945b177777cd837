/** Which keys are too easy to guess, and how long to wait after wrong ones. Pure. */

export type LockKind = 'pin' | 'pictures';

export const PIN_DIGITS = 6;
export const PICTURES = 4;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Pictures are written as `p01.p07.p12.p30`. */
export const pictureSecret = (ids: string[]): string => ids.join('.');

const isRun = (digits: number[], step: number): boolean =>
  digits.every((digit, i) => !i || digit === ((digits[i - 1] as number) + step + 10) % 10);

/** The columns, rows and corners of a phone's pad, and others that no rule below finds. */
const LAZY = new Set(
  `147258 258369 369258 147369 741852 852963 963852 159357 357159 159753 753159 147852 456123
   789456 123789 321654 654987 223344 445566 556677 778899 998877 123654 246810 135790 142536
   362514 951753`.split(/\s+/),
);

/** Day and month, in either order. */
const isDay = (first: number, second: number): boolean =>
  (first >= 1 && first <= 31 && second >= 1 && second <= 12) ||
  (first >= 1 && first <= 12 && second >= 1 && second <= 31);

/** A birthday is the first thing that who knows her tries: ddmmyy, mmddyy, yymmdd, and years. */
function isDate(pin: string): boolean {
  const [first, second, third] = [0, 2, 4].map((at) => Number(pin.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const isYear = /^(19[3-9]\d|20[0-2]\d)/;
  return (
    isDay(first, second) || isDay(second, third) || isYear.test(pin) || isYear.test(pin.slice(2))
  );
}

function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const kinds = new Set(digits).size;
  const repeats = pin.slice(0, 2).repeat(3) === pin || pin.slice(0, 3).repeat(2) === pin;
  const mirrored = [...pin].reverse().join('') === pin;
  const counts = isRun(digits, 1) || isRun(digits, 9);
  return kinds < 3 || repeats || mirrored || counts || LAZY.has(pin) || isDate(pin);
}

function isWeakRow(ids: string[]): boolean {
  const numbers = ids.map((id) => Number(id.slice(1)));
  const apart = numbers.slice(1).map((n, i) => n - (numbers[i] as number));
  return new Set(ids).size < 3 || new Set(apart).size === 1;
}

/** Is this a key at all: six digits, or four of the thirty pictures. */
export const isWhole = (kind: LockKind, secret: string): boolean =>
  kind === 'pin' ? /^\d{6}$/.test(secret) : /^p\d\d(\.p\d\d){3}$/.test(secret);

/** Would one of the first guesses open it? */
export const isWeak = (kind: LockKind, secret: string): boolean =>
  kind === 'pin' ? isWeakPin(secret) : isWeakRow(secret.split('.'));

/** The wait that the next try has to sit out after so many wrong ones in a row. */
export const waitAfterMs = (wrong: number): number =>
  wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);

/** Tries that cost no wait yet. */
export const freeTries = (wrong: number): number => Math.max(0, FREE_TRIES - wrong);
