import { useEffect, useState } from 'preact/hooks';
import type { Trick } from '../../domain/bundle';
import { type Key, t } from '../../i18n/t';
import { Icon, okIcon, type Strokes } from '../../ui/icon';
import { Face } from '../../ui/picture';
import { Words } from '../../ui/text';
import { note, setNote } from '../state/session';
import { trades } from './trades';

const heartIcon: Strokes = ['M12 21L3 12q-3-8 3-10 4 0 6 4 2-4 6-4 6 2 3 10z', ''];

/** The note that holds the tricks that helped her: their numbers, with commas between. */
const NOTE = 'tricks';
const MINE = 'mine';

/** Her own marks: notes of this phone, counted by nobody. */
function useMarks(): [marks: string[], toggle: (id: string) => void, failed: boolean] {
  const [marks, setMarks] = useState<string[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    note(NOTE).then(
      (old) => old && setMarks(old.split(',')),
      () => {},
    );
  }, []);
  const toggle = (id: string) => {
    const now = marks.includes(id) ? marks.filter((one) => one !== id) : [...marks, id];
    setNote(NOTE, now.join()).then(
      () => {
        setMarks(now);
        setFailed(false);
      },
      () => setFailed(true),
    );
  };
  return [marks, toggle, failed];
}

/** Tricks of every trade; by pictures she sees those of hers, or those that helped her. */
export function Tricks({ all }: { all: Trick[] }) {
  const [marks, toggle, failed] = useMarks();
  const [wanted, want] = useState('');
  const found = all.filter(
    ([id, trade]) => !wanted || (wanted === MINE ? marks.includes(String(id)) : trade === wanted),
  );
  return (
    <>
      <p class="note">{t('composedWhy')}</p>
      <h2 id="trade">{t('whichTrade')}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
      <div class="pick" role="group" aria-labelledby="trade">
        {Object.entries(trades).map(([trade, icon]) => (
          <button
            key={trade}
            type="button"
            aria-pressed={wanted === trade}
            onClick={() => want(wanted === trade ? '' : trade)}
          >
            <Icon of={icon} />
            {t(trade as Key)}
          </button>
        ))}
      </div>
      <div class="row">
        <button
          class="btn soft mid"
          type="button"
          aria-pressed={wanted === ''}
          onClick={() => want('')}
        >
          {t('allTrades')}
        </button>
        <button
          class="btn soft mid"
          type="button"
          aria-pressed={wanted === MINE}
          onClick={() => want(MINE)}
        >
          <Icon of={heartIcon} />
          {t('helpedThose')}
        </button>
      </div>
      <p class="note">{t('helpedHow')}</p>
      <p class={failed ? 'warn' : 'note'} role="status">
        {failed && t('notSaved')}
        {!failed && !found.length && t(wanted === MINE ? 'helpedNone' : 'tradeNone')}
      </p>
      <ul class="entre">
        {found.map((trick) => (
          <li key={trick[0]} class="cloth entre">
            <One of={trick} isMine={marks.includes(String(trick[0]))} toggle={toggle} />
          </li>
        ))}
      </ul>
    </>
  );
}

type OneProps = { of: Trick; isMine: boolean; toggle: (id: string) => void };

function One({ of: [id, trade, who, name, title, text], isMine, toggle }: OneProps) {
  return (
    <>
      <div class="row top">
        <Face who={who} />
        <div class="grow">
          <h3>{title}</h3>
          <p>
            <Words of={text} />
          </p>
          <p class="note">
            {name} · {t(trade as Key)}
          </p>
        </div>
      </div>
      <button
        class="btn soft mid useful"
        type="button"
        aria-pressed={isMine}
        onClick={() => toggle(String(id))}
      >
        <Icon of={isMine ? okIcon : heartIcon} />
        {t('helpedMe')}
      </button>
    </>
  );
}
