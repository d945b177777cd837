import { useEffect } from 'preact/hooks';
import type { Lesson } from '../../domain/bundle';
import { wrongIn } from '../../domain/passed';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { Notice } from '../../ui/frame';
import { keep, progress } from '../state/session';

const left = (lesson: Lesson) => wrongIn(lesson, progress().lessons[lesson[0]]?.answers ?? {});

/** A check ends when all of it was answered right. */
export const isPassed = (lesson: Lesson): boolean => !left(lesson).length;

/** What of a check is still to be answered, each a touch away. */
export function Unpassed({ lesson }: { lesson: Lesson }) {
  const cards = left(lesson);
  const isOver = !cards.length;
  // All was right before this part of the app was here to see it.
  useEffect(() => {
    if (isOver) keep('lesson.finished', { lesson: lesson[0] }).catch(() => {});
  }, [isOver]);
  return (
    <Notice title={tn('checkLeft', cards.length)} text={t('checkHow')}>
      <ul class="list">
        {cards.map(([, id, , title]) => (
          <li key={id}>
            <a href={`#/l/${lesson[0]}/${lesson[5].findIndex((one) => one[1] === id) + 1}`}>
              <b class="grow">{title}</b>
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
