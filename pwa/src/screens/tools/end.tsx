import { useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { selfKey } from '../../vault/self-key';
import { currentLog } from '../state/session';
import { AWAY, eraseToday, keep, useOwn } from './own';
import { useOnce, useUndo } from './undo';

/** What every tool has at its end: today's taken back, and the tool out of sight. */
export function ToolEnd({ of: tool }: { of: string }) {
  const mine = useOwn(AWAY);
  if (mine.state !== 'ready') return null;
  return (
    <details>
      <summary class="link">{t('toolMore')}</summary>
      <section class="cloth entre">
        <EraseToday of={tool} />
        <Hide of={tool} isAway={mine.values.has(tool)} />
      </section>
    </details>
  );
}

function EraseToday({ of: tool }: { of: string }) {
  const [said, say, isOpen] = useUndo();
  const once = useOnce();
  const erase = async () => {
    const { count, back } = await eraseToday(tool);
    if (count) say('eraseDone', back);
    // Touched again, the way back stays.
    else if (!isOpen) say('eraseNone');
    return true;
  };
  return (
    <>
      <button
        class="btn soft"
        type="button"
        onClick={() => void once(erase).catch(() => say('notSaved'))}
      >
        {t('eraseToday')}
      </button>
      <p class="note">{t('eraseTodayWhy')}</p>
      {said}
    </>
  );
}

function Hide({ of: tool, isAway }: { of: string; isAway: boolean }) {
  const [failed, setFailed] = useState(false);
  const turn = () =>
    void keep(AWAY, tool, isAway ? null : true).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <button class="btn soft" type="button" onClick={turn}>
        {t(isAway ? 'toolBack' : 'toolHide')}
      </button>
      <p class={failed ? 'warn' : 'note'} role="status">
        {t(failed ? 'notSaved' : isAway ? 'toolIsHidden' : 'toolHideWhy')}
      </p>
    </>
  );
}

/** Who can read what she keeps here, said as it is on this phone. */
export const Stays = () => (
  <p class="note">{t(currentLog()?.profile.lock ? 'ownStays' : 'ownStaysOpen')}</p>
);

/** Instead of what is hers while this phone has no key for it: how it comes, or how to begin anew. */
export function Shut() {
  const [failed, setFailed] = useState(false);
  const begin = async () => {
    const log = currentLog();
    if (!log) return;
    await selfKey(log);
    await log.changed();
  };
  return (
    <section class="cloth entre">
      <p>{t('ownShut')}</p>
      <p class="warn" role="status" hidden={!failed}>
        {failed && t('notSaved')}
      </p>
      <button
        class="btn soft"
        type="button"
        onClick={() => void begin().catch(() => setFailed(true))}
      >
        {t('ownAnew')}
      </button>
    </section>
  );
}
