import { useState } from 'preact/hooks';
import { PLACEMENT, PRACTISED } from '../../domain/way';
import { type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { keep, progress } from '../state/session';
import { Tabs } from '../tabs';
import { leave, useKeep, useLeaving } from './keeping';

type Told = Record<string, string[]>;

/** What stands of the six questions. */
const told = (): Told =>
  Object.fromEntries(PLACEMENT.map((id) => [id, progress().about?.[id] ?? []]));

const [FIRST] = PLACEMENT as [string, ...string[]];

const isSaid = (answers: Told): boolean => Object.values(answers).some((some) => some.length);

/**
 * Keep what changed. Once any is answered the first is kept even when empty: by it is known that
 * they were asked (places/way.tsx).
 */
async function keepAll(answers: Told): Promise<void> {
  const { about } = progress();
  const changed = Object.entries(answers).filter(([question, mine]) => {
    const isNew = question === FIRST && isSaid(answers) && !about?.[question];
    return isNew || `${mine}` !== `${about?.[question] ?? []}`;
  });
  if (changed.length)
    await keep('about.told', ...changed.map(([question, mine]) => ({ question, answers: mine })));
}

/** Six questions about what she does already: each can stay empty, all can be answered anew. */
export function Before() {
  const [answers, setAnswers] = useState(told);
  const { failed, attempt } = useKeep();
  const done = (then: () => void) => attempt(keepAll(answers), then);
  useLeaving(done);
  const skip = () =>
    progress().about?.[FIRST]
      ? leave()
      : attempt(keep('about.told', { question: FIRST, answers: [] }), leave);
  const pick = (id: string, one: string) =>
    setAnswers({ ...answers, [id]: answers[id]?.includes(one) ? [] : [one] });
  const isAny = isSaid(answers);
  return (
    <>
      <Sign title={t('placeTitle')} top={<Wordmark />} />
      <main class="sheet">
        <p>{t('placeHow')}</p>
        {failed}
        {PLACEMENT.map((id, place) => (
          <section key={id} class="entre">
            <h2 id={id}>{t(`q-${id}` as Key)}</h2>
            <p class="note">{t('placeCount', place + 1, PLACEMENT.length)}</p>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
            <div class="pick" role="group" aria-labelledby={id}>
              {PRACTISED.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={answers[id]?.includes(one)}
                  onClick={() => pick(id, one)}
                >
                  {t(`q-p-${one}` as Key)}
                </button>
              ))}
            </div>
          </section>
        ))}
        <p class="note">{t('answersWhy')}</p>
        <button class="btn" type="button" onClick={() => (isAny ? done(leave) : skip())}>
          {t(isAny ? 'placeDone' : 'placeSkip')}
        </button>
      </main>
      <Tabs here="#/" />
    </>
  );
}
