/** Money and days as people here write them, whatever language the app speaks. */
import { language } from './t';

/** Days are those of Lima, also on a phone whose clock is set to another country. */
const ZONE = 'America/Lima';

/** The language of the app as Intl names it, and what it falls back to. */
export const tongues = (): string[] => [language() === 'es' ? 'es-PE' : language(), 'es-PE'];

/** "28 de noviembre de 2026", in the language of the app. */
export const dayWords = (seconds: number): string =>
  new Intl.DateTimeFormat(tongues(), {
    dateStyle: 'long',
    timeZone: ZONE,
  }).format(seconds * 1000);

let format: Intl.NumberFormat | undefined;
/** Made when an amount is first written: making it takes a slow phone a tenth of a second. */
const soles = (): Intl.NumberFormat => {
  format ??= new Intl.NumberFormat('es-PE', { style: 'currency', currency: 'PEN' });
  return format;
};

/** "S/ 12.50" from céntimos. */
export const money = (centimos: number): string => soles().format(centimos / 100);

/** What stands before an amount: "S/". */
export const moneySign = (): string =>
  soles()
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? 'S/';
