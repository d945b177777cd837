import { useState } from 'preact/hooks';
import type { Entry, Lesson } from '../../domain/bundle';
import { fitting, NEEDS } from '../../domain/needs';
import { QUESTIONS, type Question, withAnswer } from '../../domain/questions';
import { type Key, t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon, okIcon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { Needs } from '../need';
import { setPrefs } from '../state/prefs';
import { keep, needs, progress } from '../state/session';
import { moduleEntries, onShelf } from '../state/shelf';
import { Tabs } from '../tabs';
import { leave, useKeep, useLeaving } from './keeping';
import { AwayRow, LessonRow } from './rows';
import { mySteps } from './way';
import { Before } from './way-before';
import { WayOrder } from './way-order';

const word = (id: string): string => t(id as Key);

/** What she told: all of it, one question, what she needs today, or what answers a need. */
export function Questions({ id }: { id: string }) {
  const one = QUESTIONS.find((question) => question.id === id);
  const need = NEEDS.find((each) => id === `n-${each}`);
  if (one) return <One key={id} of={one} />;
  if (need) return <ForNeed need={need} />;
  if (id === 'hoy') return <Today />;
  if (id === 'antes') return <Before />;
  if (id === 'orden') return <WayOrder />;
  return id ? <Notice title={t('lost')} text={t('lostText')} /> : <MyAnswers />;
}

function Today() {
  const { failed, attempt } = useKeep();
  const pick = (need: string) =>
    attempt(keep('need.chosen', { needs: [need] }), () => {
      location.hash = `#/pregunta/n-${need}`;
    });
  return (
    <>
      <Sign title={t('needToday')} top={<Wordmark />} />
      <main class="sheet">
        {failed}
        <Needs chosen={needs()} pick={pick} />
      </main>
      <Tabs here="#/" />
    </>
  );
}

/** Lessons that answer a need: those on the phone, then what has to come first. */
function ForNeed({ need }: { need: string }) {
  // In the order of her route, which knows what she told; until that is here, in the edition's.
  const order = mySteps()?.map(({ id }) => id) ?? [];
  const place = ({ id }: Entry) => (order.includes(id) ? order.indexOf(id) : order.length);
  const modules = fitting([need], moduleEntries()).sort((x, y) => place(x) - place(y));
  return (
    <>
      <Sign title={word(`n-${need}`)} top={<Wordmark />} />
      <main class="sheet">
        {modules.length > 0 ? <h2>{t('forThis')}</h2> : <p class="idea">{t('noLesson')}</p>}
        <ol class="list">
          {modules.map(({ id }) => {
            const module = onShelf(id);
            // A short one says itself which troubles it is for.
            const fits = ([, , , , , , more]: Lesson) => more?.n?.includes(need) ?? true;
            return module?.ls
              .filter(fits)
              .map((lesson) => <LessonRow key={lesson[0]} lesson={lesson} module={module.t} />);
          })}
          {modules
            .filter(({ id }) => !onShelf(id))
            .map((entry) => (
              <AwayRow key={entry.id} entry={entry} />
            ))}
        </ol>
        <a class="btn soft" href="#/pregunta/hoy">
          {t('allNeeds')}
        </a>
        {!modules.length && (
          <a class="btn soft" href="#/">
            {t('toRoute')}
          </a>
        )}
      </main>
      <Tabs here="#/" />
    </>
  );
}

/** One picture question; what stands when she leaves is kept: a fact for each touch would be sent. */
function One({ of: question }: { of: Question }) {
  const { failed, attempt } = useKeep();
  const [answers, setAnswers] = useState(progress().about?.[question.id] ?? []);
  const name = `q-${question.id}`;
  const pick = (one: string) => setAnswers(withAnswer(question, answers, one));
  const done = (then: () => void) => {
    const before = progress().about?.[question.id] ?? [];
    if (`${before}` === `${answers}`) then();
    else attempt(keep('about.told', { question: question.id, answers }), then);
    // Who would rather listen gets the simple form, read aloud; one touch brings the full one back.
    if (question.id === 'modo' && answers.includes('oreja') && !before.includes('oreja'))
      void setPrefs({ mode: 'simple', listen: true });
  };
  useLeaving(done);
  return (
    <>
      <Sign title={word(name)} top={<Wordmark />} />
      <main class="sheet">
        <p class="note">{t(question.most > 1 ? 'pickSome' : 'pickOne')}</p>
        {failed}
        {question.sets.map((set) => (
          <ul class="needs" key={set[0]}>
            {set.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  aria-pressed={answers.includes(one)}
                  onClick={() => pick(one)}
                >
                  <Picture id={`${name}-${one}`} />
                  <b>{word(`${name}-${one}`)}</b>
                  {answers.includes(one) && <Icon of={okIcon} />}
                </button>
              </li>
            ))}
          </ul>
        ))}
        <p class="note">{t('answersWhy')}</p>
        <button class="btn" type="button" onClick={() => done(leave)}>
          {t('answersReady')}
        </button>
      </main>
      <Tabs here="#/" />
    </>
  );
}

/** What she told so far, each to be changed. */
function MyAnswers() {
  const { about } = progress();
  const rows: [href: string, title: string, answers: string[]][] = [
    ['hoy', t('need'), needs().map((one) => `n-${one}`)],
    ...QUESTIONS.map(({ id }): [string, string, string[]] => [
      id,
      word(`q-${id}`),
      (about?.[id] ?? []).map((one) => `q-${id}-${one}`),
    ]),
  ];
  return (
    <>
      <Sign title={t('answers')} top={<Wordmark />} />
      <main class="sheet">
        <p>{t('answersWhy')}</p>
        <ul class="list told">
          {rows.map(([href, title, answers]) => (
            <li key={href}>
              <a href={`#/pregunta/${href}`}>
                <span class="about grow">
                  <b>{title}</b>
                  <span class="note">{answers.map(word).join(', ') || t('unanswered')}</span>
                </span>
                {answers.map((one) => (
                  <Picture key={one} id={one} />
                ))}
                <Icon of={nextIcon} />
              </a>
            </li>
          ))}
        </ul>
        <a class="btn soft" href="#/pregunta/antes">
          {t('placeTitle')}
        </a>
        <a class="btn soft" href="#/pregunta/orden">
          {t('orderTitle')}
        </a>
      </main>
      <Tabs here="#/" />
    </>
  );
}
