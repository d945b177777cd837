import { helping } from '../../db/helper';
import type { Lesson } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { progress } from '../state/session';
import { onShelf } from '../state/shelf';
import { Tabs } from '../tabs';
import { AwayRow, LessonRow } from './rows';
import { isQuiet, mySteps, shortEntries, whyOf } from './way';

type Row = { lesson: Lesson; module: string; why?: string };

/** Ten minutes for one trouble: those her route has first, then of her trade, then for everybody. */
export function ShortOnes({ id }: { id: string }) {
  const mine = progress().about?.rubro ?? [];
  const entries = shortEntries();
  const rows = entries.flatMap(({ id: of }): Row[] => {
    const module = onShelf(of);
    return (module?.ls ?? []).map((lesson) => ({ lesson, module: module?.t ?? '' }));
  });
  const steps = (mySteps() ?? []).filter(({ id: of }) => !isQuiet(of));
  // What she told is hers: a helper sees the order, as on the route, and no reason.
  const advised = steps.flatMap((step) => {
    const row = rows.find(({ lesson: [of] }) => of === step.id);
    return row ? [{ ...row, why: helping() ? '' : whyOf(step) }] : [];
  });
  const others = rows.filter(({ lesson: [of] }) => !steps.some((step) => step.id === of));
  const trades = ({ lesson: [, , , , , , more] }: Row) => more?.t ?? [];
  const isMine = (row: Row) => trades(row).some((one) => mine.includes(one));
  const groups: [title: string, rows: Row[]][] = [
    [t('shortTold'), advised],
    [t('shortMine'), others.filter(isMine)],
    [t('shortAll'), others.filter((row) => !trades(row).length)],
    [t('shortOthers'), others.filter((row) => trades(row).length > 0 && !isMine(row))],
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
