import { useState } from 'preact/hooks';
import { deviceDb } from '../db/device';
import type { Entry, Lesson, Module } from '../domain/bundle';
import { library } from '../downloads/library';
import { tn } from '../i18n/plural';
import { t } from '../i18n/t';
import { Notice, Sign } from '../ui/frame';
import { backIcon, Icon, nextIcon, okIcon } from '../ui/icon';
import { bringIcon } from '../ui/icons-more';
import { hasDrawing, Picture } from '../ui/picture';
import { Unknown } from './lesson-away';
import { useBring } from './state/bring';
import { costOf, moduleEntries, nextIn, onShelf, readShelf, spaceOf, viewOf } from './state/shelf';
import { SyncLine } from './state/sync-line';
import { Tabs } from './tabs';

export function ModuleScreen({ id }: { id: string }) {
  const module = onShelf(id);
  const entry = moduleEntries().find((one) => one.id === id);
  if (module) return <Lessons module={module} entry={entry} />;
  return entry ? <Away entry={entry} /> : <Unknown />;
}

function Away({ entry }: { entry: Entry }) {
  const [status, start] = useBring();
  const size = costOf(entry);
  return (
    <Notice title={entry.title} text={tn('moduleAwayText', entry.lessons ?? 0, size)}>
      <p class="note" role="status">
        {status}
      </p>
      <button class="btn" type="button" onClick={() => start(entry)}>
        <Icon of={bringIcon} />
        {t('bring', size)}
      </button>
    </Notice>
  );
}

function Lessons({ module, entry }: { module: Module; entry: Entry | undefined }) {
  const next = nextIn(module);
  return (
    <>
      <Sign
        title={module.t}
        top={
          <>
            <a class="round" href="#/" aria-label={t('toRoute')}>
              <Icon of={backIcon} />
            </a>
            <SyncLine />
          </>
        }
      />
      <main class="sheet">
        <p class="idea">{module.o}</p>
        {entry?.review && <p class="warn">{t('inReviewWhy')}</p>}
        {module.by && <p class="note">{t('byWhom', ...module.by)}</p>}
        <h2>{t('lessons')}</h2>
        <ol class="list">
          {module.ls.map((lesson, i) => (
            <Row key={lesson[0]} lesson={lesson} number={i + 1} isNext={lesson === next} />
          ))}
        </ol>
        {entry && <Remove entry={entry} />}
      </main>
      <Tabs here="#/" />
    </>
  );
}

type RowProps = { lesson: Lesson; number: number; isNext: boolean };

function Row({ lesson, number, isNext }: RowProps) {
  const [id, title, minutes, , picture, , more] = lesson;
  const view = viewOf(lesson);
  const isDone = view.state === 'finished';
  return (
    <li class={isDone ? 'done' : isNext ? 'now' : ''}>
      <a href={`#/l/${id}`}>
        <span class="thumb">
          {hasDrawing(picture) ? <Picture id={picture} kind="scene" /> : <b>{number}</b>}
        </span>
        <span class="about grow">
          <b>{title}</b>
          <span class="row">
            {isDone && <span class="chip yes">{t('done')}</span>}
            {view.state === 'started' && (
              <span class="chip go">{t('goOn', view.next + 1, view.total)}</span>
            )}
            {isNext && view.state === 'new' && <span class="chip go">{t('startLesson')}</span>}
            {view.fresh > 0 && <span class="chip eye">{tn('fresh', view.fresh)}</span>}
            <span class="note">{t('lessonSize', minutes)}</span>
          </span>
          {more?.by && <span class="note">{t('byWhom', ...more.by)}</span>}
        </span>
        <Icon of={isDone ? okIcon : nextIcon} />
      </a>
    </li>
  );
}

/** Take a module off the phone; what she did stays. */
export function Remove({ entry }: { entry: Entry }) {
  const [failed, setFailed] = useState(false);
  const remove = () =>
    deviceDb
      .run(['modules'], 'readwrite', (store) => {
        store('modules').delete(entry.id);
        store('modules').delete(`art-${entry.id}`);
      })
      .then(() => library.open(library.edition()))
      .then(readShelf, () => setFailed(true));
  return (
    <>
      <button class="link last" type="button" onClick={remove}>
        {t('remove', spaceOf([entry]))}
      </button>
      {failed && <p class="warn">{t('notSaved')}</p>}
    </>
  );
}
