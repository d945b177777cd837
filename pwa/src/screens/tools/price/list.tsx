import { useState } from 'preact/hooks';
import { randomBytes, toBase64url } from '../../../domain/bytes';
import { type Item, itemsIn, looksPersonal, piecesOf } from '../../../domain/price';
import { t } from '../../../i18n/t';
import { closeIcon, Icon } from '../../../ui/icon';
import { money } from '../../../ui/money';
import { Preview } from '../../after/share';
import { Send } from '../../places/send';
import { Amounts, sum } from '../amounts';
import { keep, type Values } from '../own';
import { useOnce, useUndo } from '../undo';
import { MOST_ROWS, paintList } from './picture';

/** What all that this tool keeps is named after. */
export const PRICE = 'precio';

/** What she charges for each thing, by the name she gives it; `first` is put down already. */
export function ListView({ values, first }: { values: Values; first: number }) {
  const [name, setName] = useState('');
  const [pieces, setPieces] = useState<number[]>(() => piecesOf(first));
  const [said, say] = useUndo();
  const once = useOnce();
  const items = itemsIn(values);
  const add = async () => {
    const n = name.trim();
    const a = sum(pieces);
    if (!n || !a || looksPersonal(n)) {
      say(n && a ? 'listPersonal' : 'listBoth');
      return false;
    }
    const old = items.find((one) => one.n.toLowerCase() === n.toLowerCase());
    const at = old?.name ?? toBase64url(randomBytes(6));
    await keep(PRICE, at, { n, a });
    setName('');
    setPieces([]);
    say('listAdded', () => keep(PRICE, at, old ? { n: old.n, a: old.a } : null));
    return true;
  };
  const take = async ({ name: at, n, a }: Item) => {
    await keep(PRICE, at, null);
    say('listTaken', () => keep(PRICE, at, { n, a }));
  };
  const failed = () => say('notSaved');
  return (
    <>
      <label class="find">
        <b>{t('listName')}</b>
        <input
          autocomplete="off"
          maxLength={30}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <p class="note">{t('listNameHow')}</p>
      <Amounts of={[{ title: 'priceCharge', pieces, set: setPieces }]} />
      <button class="btn" type="button" onClick={() => void once(add).catch(failed)}>
        {t('listAdd')}
      </button>
      {said}
      <h2>{t('priceList')}</h2>
      {!items.length && <p class="note">{t('listNone')}</p>}
      <ul class="entre">
        {items.map((one) => (
          <li class="cloth row" key={one.name}>
            <p class="grow">
              {one.n} <b>{money(one.a)}</b>
            </p>
            <button
              class="round"
              type="button"
              aria-label={t('listTake', one.n)}
              onClick={() => void take(one).catch(failed)}
            >
              <Icon of={closeIcon} />
            </button>
          </li>
        ))}
      </ul>
      {items.length > 0 && <ShareList of={items} />}
    </>
  );
}

/** The list as a message or a picture: only what she named and what she asks for it. */
function ShareList({ of: items }: { of: Item[] }) {
  const [isOpen, setOpen] = useState(false);
  const rows = items.map(({ n, a }) => [n, money(a)] as const);
  const text = [t('priceList'), ...rows.map(([n, a]) => `• ${n}: ${a}`)].join('\n');
  return (
    <section class="cloth entre lines">
      <h2>{t('listShare')}</h2>
      <p class="warn">{t('listWarn')}</p>
      <Send text={text} label="byWhatsapp" />
      {items.length > MOST_ROWS && <p class="note">{t('listMost', MOST_ROWS)}</p>}
      {isOpen ? (
        <Preview
          key={text}
          paint={(canvas) => paintList(canvas, t('priceList'), rows)}
          name="mis-precios.png"
          alt={text}
        />
      ) : (
        <button class="btn soft" type="button" onClick={() => setOpen(true)}>
          {t('shareMake')}
        </button>
      )}
    </section>
  );
}
