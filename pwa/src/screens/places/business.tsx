import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Tabs } from '../tabs';
import { Shut } from '../tools/end';
import { AWAY, keep, useOwn } from '../tools/own';
import { grouped, keepTools, type Tool, tools } from '../tools/tools';
import { Decisions } from './decisions';
import { ToolRow } from './rows';

/** Mi negocio: the tools of her trade, and what she decided to do. */
export function Business({ id }: { id: string }) {
  const tool = tools.find((one) => one.id === id);
  if (tool) return <tool.part.Part key={id} show={(Screen) => <Screen id={id} />} />;
  if (id) return <Notice title={t('lost')} text={t('lostText')} />;
  return (
    <>
      <Sign title={t('business')} top={<Wordmark />} />
      <main class="sheet">
        <Tools />
        <Decisions />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

/** First those she has used, then the others by what they are for; at last those out of sight. */
function Tools() {
  const mine = useOwn();
  useEffect(() => void keepTools(), []);
  if (mine.state === 'loading') return null;
  const values = mine.state === 'ready' ? mine.values : new Map();
  const names = [...values.keys()];
  const isAway = ({ id }: Tool) => values.has(`${AWAY}/${id}`);
  const isUsed = ({ id }: Tool) => names.some((name) => name.startsWith(`${id}/`));
  const shown = tools.filter((one) => !isAway(one));
  const groups = [
    { title: 'toolsUsed' as const, of: shown.filter(isUsed) },
    ...grouped(shown.filter((one) => !isUsed(one))),
  ];
  return (
    <>
      {mine.state === 'shut' && <Shut />}
      {groups.map(
        ({ title, of }) =>
          of.length > 0 && (
            <section class="entre" key={title}>
              <h2>{t(title)}</h2>
              <ul class="list">
                {of.map((one) => (
                  <ToolRow key={one.id} of={one} />
                ))}
              </ul>
            </section>
          ),
      )}
      <Away of={tools.filter(isAway)} />
    </>
  );
}

/** The way back for what she put out of sight. */
function Away({ of: away }: { of: Tool[] }) {
  const [failed, setFailed] = useState(false);
  if (!away.length) return null;
  return (
    <details>
      <summary class="link">{t('toolsHidden')}</summary>
      <div class="entre">
        <p class="warn" role="status" hidden={!failed}>
          {failed && t('notSaved')}
        </p>
        {away.map(({ id, title }) => (
          <button
            key={id}
            class="btn soft"
            type="button"
            onClick={() => void keep(AWAY, id, null).catch(() => setFailed(true))}
          >
            {t('toolShow', t(title))}
          </button>
        ))}
      </div>
    </details>
  );
}
