import { useState } from 'preact/hooks';
import type { Action } from '../../domain/fold';
import { calendar, dayOf, dueAt, isNear } from '../../domain/ics';
import { type Key, t } from '../../i18n/t';
import { progress } from '../state/session';
import { findLesson } from '../state/shelf';
import { Send } from './send';

const nowS = (): number => Math.floor(Date.now() / 1000);

/** Say a moment by the clock of Lima. */
const said = (at: number, how: Intl.DateTimeFormatOptions): string =>
  new Date(at * 1000).toLocaleString('es-PE', { timeZone: 'America/Lima', ...how });
const day = (at: number): string => said(at, { weekday: 'long', day: 'numeric', month: 'long' });

/** What she said last about each "Hazlo hoy", the newest first. */
function decided(): Action[] {
  const latest = new Map(progress().actions.map((one) => [`${one.lesson}/${one.card}`, one]));
  return [...latest.values()].sort((x, y) => y.at - x.at);
}

/** The title of the card on which she decided, the lesson's when the card is gone. */
function titleOf({ lesson, card }: Action): string {
  const found = findLesson(lesson)?.lesson;
  return found?.[5].find((one) => one[1] === card)?.[3] ?? found?.[1] ?? t('aLesson');
}

/** Everything she decided to do in lessons, with when and where. */
export function Decisions() {
  const all = decided();
  return (
    <section class="entre">
      <h2>{t('myDecisions')}</h2>
      {!all.length && (
        <div class="cloth entre">
          <p>
            <b>{t('noDecisions')}</b> {t('noDecisionsHow')}
          </p>
          <a class="btn soft" href="#/">
            {t('toRoute')}
          </a>
        </div>
      )}
      <ul class="entre">
        {all.map((one) => (
          <li key={`${one.lesson}/${one.card}`} class="cloth entre">
            <Decision of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decision({ of: action }: { of: Action }) {
  const { at, when, where, lesson } = action;
  const title = titleOf(action);
  const now = nowS();
  const due = dueAt(at, when);
  return (
    <>
      <h3>{title}</h3>
      <p>
        {t(when as Key)} · {t(where as Key)}
      </p>
      <p class="note">{t('decidedOn', day(at))}</p>
      {due !== undefined && isNear(due, now) && (
        <>
          <p>
            <span class="chip eye">
              {t(dayOf(due) === dayOf(now) ? 'forToday' : 'forTomorrow')}
            </span>
          </p>
          <Reminder of={action} title={title} due={due} />
        </>
      )}
      <a class="btn soft" href={`#/l/${lesson}`}>
        {t('openLesson')}
      </a>
    </>
  );
}

/** A reminder that can ring: in the phone's own calendar; or a message to herself. */
function Reminder({ of: action, title, due }: { of: Action; title: string; due: number }) {
  const [isMade, setMade] = useState(false);
  const { lesson, card, at, when, where } = action;
  const address = `${location.origin}/#/l/${lesson}`;
  const make = () => {
    const text = calendar({
      uid: `${lesson}-${card}-${at}@creando`,
      title,
      text: `${t(where as Key)}\n${address}`,
      at: due,
      now: nowS(),
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
    link.download = `creando-${lesson}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    setMade(true);
  };
  return (
    <details>
      <summary class="link">{t('remindMe')}</summary>
      <div class="entre">
        <button class="btn soft" type="button" onClick={make}>
          {t('toCalendar')}
        </button>
        <p class="note" role="status">
          {isMade && t('calendarMade', said(due, { dateStyle: 'full', timeStyle: 'short' }))}
        </p>
        <Send
          text={t('reminderText', title, t(when as Key), t(where as Key), address)}
          label="toMyself"
        />
        <p class="note">{t('toMyselfHow')}</p>
      </div>
    </details>
  );
}
