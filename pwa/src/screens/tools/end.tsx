import { useEffect, useState } from 'preact/hooks';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { eraseToday, keep, useOwn } from './own';

/** How long what was erased can still be brought back. */
const UNDO_MS = 20_000;

/** Under which names it is kept what is out of sight. */
export const AWAY = 'fuera';

/** What every tool has at its end: today's taken back, and the tool out of sight. */
export function ToolEnd({ of: tool }: { of: string }) {
  return (
    <section class="cloth entre">
      <EraseToday of={tool} />
      <Hide of={tool} />
    </section>
  );
}

function EraseToday({ of: tool }: { of: string }) {
  const mine = useOwn(tool);
  const [said, say] = useState<Key>();
  const [undo, setUndo] = useState<{ now: () => Promise<void> }>();
  useEffect(() => {
    if (!undo) return undefined;
    const timer = setTimeout(() => setUndo(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [undo]);
  const erase = async () => {
    const { count, back } = await eraseToday(tool);
    say(count ? 'eraseDone' : 'eraseNone');
    setUndo(count ? { now: back } : undefined);
  };
  const takeBack = async () => {
    await undo?.now();
    setUndo(undefined);
    say(undefined);
  };
  const failed = () => say('notSaved');
  return (
    <>
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {undo && (
        <button class="btn soft" type="button" onClick={() => void takeBack().catch(failed)}>
          {t('undo')}
        </button>
      )}
      {mine.state === 'ready' && (
        <>
          <button class="btn soft" type="button" onClick={() => void erase().catch(failed)}>
            {t('eraseToday')}
          </button>
          <p class="note">{t('eraseTodayWhy')}</p>
        </>
      )}
    </>
  );
}

function Hide({ of: tool }: { of: string }) {
  const mine = useOwn(AWAY);
  const [failed, setFailed] = useState(false);
  if (mine.state !== 'ready') return null;
  const isAway = mine.values.has(tool);
  const turn = () =>
    void keep(AWAY, tool, isAway ? null : true).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <button class="link" type="button" onClick={turn}>
        {t(isAway ? 'toolBack' : 'toolHide')}
      </button>
      <p class={failed ? 'warn' : 'note'} role="status">
        {t(failed ? 'notSaved' : isAway ? 'toolIsHidden' : 'toolHideWhy')}
      </p>
    </>
  );
}
