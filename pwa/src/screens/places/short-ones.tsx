import type { Entry, Lesson } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { progress } from '../state/session';
import { moduleEntries, onShelf } from '../state/shelf';
import { Tabs } from '../tabs';
import { AwayRow, LessonRow } from './rows';

const shortEntries = (): Entry[] => moduleEntries().filter(({ group }) => group === 'ratitos');

/** Has this edition any? */
export const hasShort = (): boolean => shortEntries().length > 0;

type Row = { lesson: Lesson; module: string };

/** Ten minutes for one trouble: those of her trade first, then those for everybody. */
export function ShortOnes({ id }: { id: string }) {
  const mine = progress().about?.rubro ?? [];
  const entries = shortEntries();
  const rows = entries.flatMap(({ id: of }): Row[] => {
    const module = onShelf(of);
    return (module?.ls ?? []).map((lesson) => ({ lesson, module: module?.t ?? '' }));
  });
  const trades = ({ lesson: [, , , , , , more] }: Row) => more?.t ?? [];
  const isMine = (row: Row) => trades(row).some((one) => mine.includes(one));
  const groups: [title: string, rows: Row[]][] = [
    [t('shortMine'), rows.filter(isMine)],
    [t('shortAll'), rows.filter((row) => !trades(row).length)],
    [t('shortOthers'), rows.filter((row) => trades(row).length > 0 && !isMine(row))],
  ];
  return (
    <>
      <Sign title={t('shortTitle')} top={<Wordmark />} />
      <main class="sheet" key={id}>
        <p class="idea">{t('shortHow')}</p>
        {groups.map(
          ([title, some]) =>
            some.length > 0 && (
              <section class="entre" key={title}>
                <h2>{title}</h2>
                <ol class="list">
                  {some.map((row) => (
                    <LessonRow key={row.lesson[0]} {...row} />
                  ))}
                </ol>
              </section>
            ),
        )}
        <ol class="list">
          {entries
            .filter((one) => !onShelf(one.id))
            .map((entry) => (
              <AwayRow key={entry.id} entry={entry} />
            ))}
        </ol>
      </main>
      <Tabs here="#/" />
    </>
  );
}
