/** Spanish text as people say it: amounts, signs and numbers that a voice would read wrong. */

const ONES =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const TENS = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  );

/** Say a whole number below a million; larger ones stay digits. */
export function inWords(n: number): string {
  if (n < 30) return ONES[n] as string;
  const [whole, rest] = n < 100 ? [10, n % 10] : n < 1000 ? [100, n % 100] : [1000, n % 1000];
  const count = (n - rest) / whole;
  if (whole === 10) return TENS[count - 3] + (rest ? ` y ${ONES[rest]}` : '');
  if (n === 100) return 'cien';
  if (n >= 1e6) return String(n);
  const head =
    whole === 100 ? HUNDREDS[count - 1] : count === 1 ? 'mil' : `${before(inWords(count))} mil`;
  return rest ? `${head} ${inWords(rest)}` : String(head);
}

/** "uno" and "veintiuno" lose their end before what they count. */
const before = (words: string): string =>
  words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un');

const counted = (n: number, unit: string): string =>
  `${before(inWords(n))} ${unit}${n === 1 ? '' : unit === 'sol' ? 'es' : 's'}`;

function amount(soles: number, written = ''): string {
  const centimos = Number(written.padEnd(2, '0'));
  if (!centimos) return counted(soles, 'sol');
  if (!soles) return counted(centimos, 'céntimo');
  return `${counted(soles, 'sol')} con ${centimos < 10 ? counted(centimos, 'céntimo') : inWords(centimos)}`;
}

const fraction = (digits: string): string =>
  digits.startsWith('0') ? [...digits].map((one) => ONES[+one]).join(' ') : inWords(+digits);

const one = (word: string): string =>
  /(a|as|ción|dad)$/.test(word) && !/^(día|problema|idioma|mapa)/.test(word) ? 'una' : 'un';

/** Say a text the way a neighbour would read it aloud. */
export function spoken(text: string): string {
  return text
    .replace(/[«»“”"]/g, '')
    .replace(/^\s*—\s*/, '')
    .replace(/\s+[·→]\s+/g, ', ')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/\s\+\s/g, ' más ')
    .replace(/\s=\s/g, ' es igual a ')
    .replace(/\s[×x]\s(?=\d|S\/)/g, ' por ')
    .replace(/\s[÷/]\s(?=\d|S\/)/g, ' entre ')
    .replace(/\s[−-]\s(?=\d|S\/)/g, ' menos ')
    .replace(/S\/ ?(\d+)(?:\.(\d{1,2}))?(?!\d)/g, (_, soles, rest) => amount(+soles, rest))
    .replace(/(\d+) (sol|céntimo)(e?s)?(?![a-zñ])/g, (_, n, unit) => counted(+n, unit))
    .replace(/(\d) ?%/g, '$1 por ciento')
    .replace(/(\d) min(?![a-zñ])/g, '$1 minutos')
    .replace(/(\d)\skB/g, '$1 kilobytes')
    .replace(/(\d)\sMB/g, '$1 megas')
    .replace(/(\d+)\.(\d+)/g, (_, n, rest) => `${inWords(+n)} punto ${fraction(rest)}`)
    .replace(
      /(^|[^\d.,:/])1 (?!(?:de|y|o|a|en|por|con|es|más|menos|entre) )([a-záéíóúñ]+)/g,
      (_, gap, word) => `${gap}${one(word)} ${word}`,
    )
    .trim();
}
