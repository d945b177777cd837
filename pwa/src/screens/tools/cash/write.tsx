import { useState } from 'preact/hooks';
import { randomBytes, toBase64url } from '../../../domain/bytes';
import { type Entry, type Kind, linesIn, type Place } from '../../../domain/cash';
import { dateOf } from '../../../domain/lima';
import { type Key, t } from '../../../i18n/t';
import { CoinPad } from '../../../ui/coin-pad';
import type { Strokes } from '../../../ui/icon';
import {
  bagIcon,
  bringIcon,
  downIcon,
  handIcon,
  houseIcon,
  peopleIcon,
  phoneIcon,
  rayIcon,
  stallIcon,
  streetIcon,
  upIcon,
  weekIcon,
  yoIcon,
} from '../../../ui/icons-more';
import { sum } from '../amounts';
import { keep, type Values } from '../own';
import { Pick } from '../pick';
import { Result } from '../result';
import { useOnce, useUndo } from '../undo';
import { Debts, Today } from './lines';
import { CASH, kinds, places } from './names';

const what = [
  ['in', bringIcon, kinds.in],
  ['out', upIcon, kinds.out],
  ['owed', peopleIcon, kinds.owed],
  ['owe', handIcon, kinds.owe],
] as const;
const whose = [
  ['negocio', stallIcon, places.negocio],
  ['casa', houseIcon, places.casa],
] as const;

/** What money comes in and goes out for, each with its picture. */
type Reason = readonly [Key, Strokes];
const pots: Strokes = ['M4 9h16v9q0 3-3 3H7q-3 0-3-3z', 'M2 9h20'];
const comes: Reason[] = [
  ['c-sale', bagIcon],
  ['c-order', weekIcon],
  ['c-pay', yoIcon],
];
const goes: Reason[] = [
  ['c-buy', downIcon],
  ['c-fare', streetIcon],
  ['c-stall', stallIcon],
  ['c-light', rayIcon],
  ['c-help', peopleIcon],
  ['c-phone', phoneIcon],
  ['c-food', pots],
];
const isIn = (kind: Kind): boolean => kind === 'in' || kind === 'owed';

/** A line of the notebook, and what stands in it. */
export function WriteView({ values }: { values: Values }) {
  const [kind, setKind] = useState<Kind>('in');
  const [place, setPlace] = useState<Place>('negocio');
  const [pieces, setPieces] = useState<number[]>([]);
  const [reason, setReason] = useState<Key>();
  const [typed, type] = useState('');
  const [name, setName] = useState('');
  const [last, setLast] = useState('');
  const [said, say] = useUndo();
  const once = useOnce();
  const written = linesIn(values).find((one) => one.name === last);
  const isDebt = kind === 'owed' || kind === 'owe';
  const choose = (one: Kind) => {
    if (isIn(one) !== isIn(kind)) setReason(undefined);
    setKind(one);
  };
  const save = async () => {
    const a = sum(pieces);
    if (!a) {
      say('cashPutAmount');
      return false;
    }
    const w = typed.trim() || (reason ? t(reason) : '');
    const n = name.trim();
    const entry: Entry = { k: kind, p: place, a, w, ...(isDebt && n && { n }) };
    const at = `${dateOf(Date.now() / 1000)}/${toBase64url(randomBytes(6))}`;
    await keep(CASH, at, entry);
    setLast(at);
    setPieces([]);
    setReason(undefined);
    type('');
    setName('');
    say('cashSaved', () => keep(CASH, at, null));
    return true;
  };
  return (
    <>
      <Pick title="cashWhat" of={what} chosen={kind} choose={choose} />
      <Pick title="cashWhose" of={whose} chosen={place} choose={setPlace} />
      <h2>{t('cashHowMuch')}</h2>
      <CoinPad pieces={pieces} set={setPieces} />
      <Pick
        title="cashFor"
        of={isIn(kind) ? comes : goes}
        chosen={typed ? undefined : reason}
        choose={(one) => {
          setReason(one === reason ? undefined : one);
          type('');
        }}
      />
      <Typed label="cashOther" value={typed} set={type} />
      {isDebt && (
        <>
          <Typed label="cashName" value={name} set={setName} />
          <p class="note">{t('cashNameHow')}</p>
        </>
      )}
      <button
        class="btn"
        type="button"
        onClick={() => void once(save).catch(() => say('notSaved'))}
      >
        {t('cashSave')}
      </button>
      {said}
      {written && <Result title={t(kinds[written.k])} amount={written.a} />}
      <Today values={values} say={say} />
      <Debts values={values} say={say} />
    </>
  );
}

type TypedProps = { label: Key; value: string; set: (text: string) => void };

/** A few letters of hers; the browser does not offer them again. */
const Typed = ({ label, value, set }: TypedProps) => (
  <label class="find">
    {t(label)}
    <input
      autocomplete="off"
      maxLength={40}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
    />
  </label>
);
