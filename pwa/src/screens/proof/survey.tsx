import { useEffect, useState } from 'preact/hooks';
import type { Survey } from '../../domain/bundle';
import { type ToldAnswer, toldOf } from '../../domain/graduation';
import { dayOf } from '../../domain/lima';
import { t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Icon, okIcon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { keep, rows } from '../state/session';
import { bringSurveys, surveyOf } from '../state/surveys';
import { Tabs } from '../tabs';
import { asked } from './mine';

/** A survey, one question at a time; it is fetched when it is first asked for. */
export function SurveyPlace({ id }: { id: string }) {
  const [isAway, setAway] = useState(false);
  const [, again] = useState(0);
  const bring = async () => {
    setAway(false);
    setAway(!(await bringSurveys(id)));
    again((count) => count + 1);
  };
  const start = () => void bring().catch(() => setAway(true));
  useEffect(start, [id]);
  const survey = surveyOf(id);
  if (survey) return <Asking of={survey} />;
  return isAway ? (
    <Notice title={t('proofTitle')} text={t('surveyAway')}>
      <button class="btn" type="button" onClick={start}>
        {t('retry')}
      </button>
    </Notice>
  ) : null;
}

/** Said on another day it stays as it was said: it tells how things were then. */
const isFixed = (told: ToldAnswer | undefined): boolean =>
  !!told && dayOf(told.at) !== dayOf(Date.now() / 1000);

/** What it is for comes first; she goes on where she left, and every question may be skipped. */
function Asking({ of: [id, version, title, why, all] }: { of: Survey }) {
  const told = toldOf(rows(), id);
  const questions = all.filter(([question]) => !isFixed(told[question]));
  const open = questions.findIndex(([question]) => !told[question]);
  const [at, setAt] = useState(open > 0 ? open : -1);
  const [failed, setFailed] = useState(false);
  const one = questions[at];
  const chosen = (one && told[one[0]]?.answers) || [];
  const back = id === asked().survey ? '#/constancia' : '#/';
  const say = (answers: string[]) => {
    if (!one) return;
    keep('survey.answered', { survey: id, version, question: one[0], answers }).then(
      () => {
        setFailed(false);
        setAt(at + 1);
      },
      () => setFailed(true),
    );
  };
  const isDone = at >= questions.length || (at < 0 && open < 0);
  return (
    <>
      <Sign title={one?.[1] ?? title} top={<Wordmark />} />
      <main class="sheet">
        {isDone && (
          <>
            <p class="idea">{t('surveyThanks')}</p>
            <a class="btn" href={back}>
              {t(back === '#/' ? 'go' : 'proofTitle')}
            </a>
            <ul class="entre">
              {all.map(([question, words, options]) => (
                <li key={question}>
                  {words} <b>{saidOf(options, told[question])}</b>
                </li>
              ))}
            </ul>
            {questions.length > 0 && (
              <button class="link" type="button" onClick={() => setAt(0)}>
                {t('surveyChange')}
              </button>
            )}
          </>
        )}
        {!one && !isDone && (
          <>
            <p class="idea">{why}</p>
            <p>{t('surveyWhere')}</p>
            <p class="note">{t('surveyVersion', version, questions.length)}</p>
            <button class="btn" type="button" onClick={() => setAt(0)}>
              {t('surveyBegin')}
            </button>
            <a class="link" href={back}>
              {t('notNow')}
            </a>
          </>
        )}
        {one && (
          <>
            <p class="note">{t('surveyOf', at + 1, questions.length)}</p>
            {failed && <p class="warn">{t('notSaved')}</p>}
            <ul class="needs">
              {one[2].map(([answer, words, picture]) => (
                <li key={answer}>
                  <button
                    type="button"
                    aria-pressed={chosen.includes(answer)}
                    onClick={() => say([answer])}
                  >
                    <Picture id={picture} />
                    <b>{words}</b>
                    {chosen.includes(answer) && <Icon of={okIcon} />}
                  </button>
                </li>
              ))}
            </ul>
            <button class="btn soft" type="button" onClick={() => say([])}>
              {t('surveySkip')}
            </button>
            {at > 0 && (
              <button class="link" type="button" onClick={() => setAt(at - 1)}>
                {t('surveyBack')}
              </button>
            )}
          </>
        )}
      </main>
      <Tabs here="#/yo" />
    </>
  );
}

/** Her answer as she saw it; one she skipped has none. */
const saidOf = (options: Survey[4][number][2], told: ToldAnswer | undefined): string =>
  options
    .filter(([answer]) => told?.answers.includes(answer))
    .map(([, words]) => words)
    .join(', ') || t('unanswered');
