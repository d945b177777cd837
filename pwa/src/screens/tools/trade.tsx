import { useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';
import { progress } from '../state/session';

/** The trades that examples and lists are told for, as in the tables of the lessons. */
const TRADES = [
  'comida',
  'belleza',
  'ropa',
  'cuidado',
  'salud',
  'ensenar',
  'arte',
  'oficios',
  'tejido',
];

/** The trade she told first that has a list, or the first of all; by its place. */
export function useTrade() {
  return useState(() => {
    const told = progress().about?.rubro ?? [];
    return Math.max(0, TRADES.indexOf(told.find((one) => TRADES.includes(one)) ?? ''));
  });
}

/** Another trade: who weaves, or has two, sees that one's. */
export function Trades({ trade, pick }: { trade: number; pick: (trade: number) => void }) {
  return (
    <label class="entre">
      <b>{t('sheetTrade')}</b>
      <select
        class="btn soft"
        value={trade}
        onChange={({ currentTarget }) => pick(Number(currentTarget.value))}
      >
        {TRADES.map((one, at) => (
          <option key={one} value={at}>
            {t((one === 'tejido' ? one : `q-rubro-${one}`) as Key)}
          </option>
        ))}
      </select>
    </label>
  );
}
