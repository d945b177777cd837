import { NOTES } from '../domain/price';
import { money as written } from '../i18n/format';
import { t } from '../i18n/t';

/** Say an amount as people do: "90 céntimos", "1 sol", "S/ 18.00". */
export function money(amount: number): string {
  if (amount === 100) return t('oneSol');
  if (amount === 1) return t('oneCent');
  return amount < 100 ? t('inCents', amount) : written(amount);
}

/** Name a piece of money for who hears it: "moneda de 50 céntimos", "billete de 20 soles". */
export function pieceName(piece: number): string {
  const value = piece > 100 ? t('inSoles', piece / 100) : money(piece);
  return t(piece < NOTES[0] ? 'coinOf' : 'noteOf', value);
}
