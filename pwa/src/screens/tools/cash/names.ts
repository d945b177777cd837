import type { Kind, Place } from '../../../domain/cash';
import type { Key } from '../../../i18n/t';

/** What all that this tool keeps is named after. */
export const CASH = 'caja';

export const kinds: Record<Kind, Key> = {
  in: 'cashIn',
  out: 'cashOut',
  owed: 'cashOwed',
  owe: 'cashOwe',
};

export const places: Record<Place, Key> = { negocio: 'cashBusiness', casa: 'cashHouse' };
