import { useEffect, useState } from 'preact/hooks';
import type { Survey, Surveys } from '../../domain/bundle';
import { answersOf } from '../../domain/graduation';
import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Icon, okIcon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { bringArt } from '../state/art';
import { keep, rows } from '../state/session';
import { Tabs } from '../tabs';

const SURVEYS = 'surveys';
/** The library calls every bundle of words a module. */
const surveyOf = (id: string): Survey | undefined =>
  (library.module(SURVEYS) as unknown as Surveys | undefined)?.ss.find(([one]) => one === id);

/** A survey, one question at a time; it is fetched when it is first asked for. */
export function SurveyPlace({ id }: { id: string }) {
  const [isAway, setAway] = useState(false);
  const [, again] = useState(0);
  const bring = async () => {
    setAway(false);
    if (!surveyOf(id)) await library.fetchModule(SURVEYS);
    setAway(!surveyOf(id));
    again((count) => count + 1);
    await bringArt('encuestas');
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

/** What it is for comes first; she goes on where she left, and every question may be skipped. */
function Asking({ of: [id, version, title, why, questions] }: { of: Survey }) {
  const answers = answersOf(rows(), id);
  const open = questions.findIndex(([question]) => !answers[question]);
  const [at, setAt] = useState(open > 0 ? open : -1);
  const [failed, setFailed] = useState(false);
  const one = questions[at];
  const say = (chosen: string[]) => {
    if (!one) return;
    keep('survey.answered', { survey: id, version, question: one[0], answers: chosen }).then(
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
            <a class="btn" href="#/constancia">
              {t('proofTitle')}
            </a>
            <button class="link" type="button" onClick={() => setAt(0)}>
              {t('surveyChange')}
            </button>
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
            <a class="link" href="#/constancia">
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
                    aria-pressed={!!answers[one[0]]?.includes(answer)}
                    onClick={() => say([answer])}
                  >
                    <Picture id={picture} />
                    <b>{words}</b>
                    {answers[one[0]]?.includes(answer) && <Icon of={okIcon} />}
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
