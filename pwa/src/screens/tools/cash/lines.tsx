import { type Entry, type Line, linesIn, openDebts, sumOf, totals } from '../../../domain/cash';
import { dateOf } from '../../../domain/lima';
import { dayWords } from '../../../i18n/format';
import { type Key, t } from '../../../i18n/t';
import { closeIcon, Icon } from '../../../ui/icon';
import { money } from '../../../ui/money';
import { keep, type Own, type Values } from '../own';
import { CASH, kinds, places } from './names';

type Say = (said: Key, back?: () => Promise<void>) => void;
type ViewProps = { values: Values; say: Say };

const today = (): string => dateOf(Date.now() / 1000);

/** Change one line, or take it away with null; it can be undone. */
async function change({ name }: Line, to: Own, said: Key, { values, say }: ViewProps) {
  const before = values.get(name) ?? null;
  await keep(CASH, name, to);
  say(said, () => keep(CASH, name, before));
}

/** "Quedaron S/ 12.00", or how much more went than came. */
export const leftWords = (left: number): string =>
  t(left < 0 ? 'cashLost' : 'cashLeft', money(Math.abs(left)));

/** What was written down or paid today, and what it comes to, business and house apart. */
export function Today(props: ViewProps) {
  const day = today();
  const all = linesIn(props.values);
  const lines = all.filter((one) => one.day === day || one.paid === day);
  return (
    <section class="entre">
      <h2>{t('cashToday')}</h2>
      {!lines.length && <p class="note">{t('cashNothing')}</p>}
      {(['negocio', 'casa'] as const).map((place) => {
        const { came, went, left } = totals(all, place, [day]);
        return came + went > 0 ? (
          <p class="cloth" key={place}>
            <b>{t(places[place])}.</b> {t('cashTotals', money(came), money(went))}{' '}
            <b>{leftWords(left)}</b>
          </p>
        ) : null;
      })}
      <List of={lines.reverse()} {...props} />
    </section>
  );
}

/** What is owed to her and what she owes, until it is paid. */
export function Debts(props: ViewProps) {
  const all = linesIn(props.values);
  const kindsOf = (['owed', 'owe'] as const).map((kind) => [kind, openDebts(all, kind)] as const);
  return (
    <section class="entre">
      <h2>{t('cashDebts')}</h2>
      {kindsOf.every(([, lines]) => !lines.length) && <p class="note">{t('cashNoDebts')}</p>}
      {kindsOf.map(
        ([kind, lines]) =>
          lines.length > 0 && (
            <div class="entre" key={kind}>
              <h3>{t('cashSum', t(kinds[kind]), money(sumOf(lines)))}</h3>
              <List of={lines} pay={kind === 'owed' ? 'cashGotIt' : 'cashIPaid'} {...props} />
            </div>
          ),
      )}
    </section>
  );
}

/** Lines with a way to take each away; debts with one to mark them paid, and those paid as not. */
function List({ of: lines, pay, ...props }: ViewProps & { of: Line[]; pay?: Key }) {
  const done = (line: Line, to: Own, said: Key) =>
    void change(line, to, said, props).catch(() => props.say('notSaved'));
  return (
    <ul class="entre">
      {lines.map((line) => {
        const { k, p, a, w, n, name, day, paid } = line;
        const about = [t(kinds[k]), n, w, t(places[p])].filter(Boolean).join(' · ');
        const open: Entry = { k, p, a, w, ...(n && { n }) };
        const turn = paid ? 'cashUnpay' : pay;
        const turned = (): void =>
          paid
            ? done(line, open, 'cashUnpaid')
            : done(line, { ...open, paid: today() }, 'cashPaid');
        return (
          <li class="cloth entre" key={name}>
            <div class="row">
              <p class="grow">
                <b>{money(a)}</b> {about}
                {pay && <span class="note"> · {dayWords(Date.parse(`${day}T17:00Z`) / 1000)}</span>}
                {paid && <span class="chip yes">{t('cashPaidOn')}</span>}
              </p>
              <button
                class="round"
                type="button"
                aria-label={t('cashTake', `${money(a)}, ${about}`)}
                onClick={() => done(line, null, 'cashTaken')}
              >
                <Icon of={closeIcon} />
              </button>
            </div>
            {turn && (
              <button
                class={paid ? 'link' : 'btn soft mid'}
                type="button"
                aria-label={`${t(turn)}: ${money(a)}, ${about}`}
                onClick={turned}
              >
                {t(turn)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
