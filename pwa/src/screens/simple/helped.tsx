import { useEffect, useRef, useState } from 'preact/hooks';
import type { CardKind } from '../../domain/bundle';
import type { Hers } from '../../domain/helper';
import { type Key, t } from '../../i18n/t';
import { CardFoot, type CardProps } from '../../ui/card';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { handIcon, lockIcon } from '../../ui/icons-more';
import { progress } from '../state/session';
import { Tabs } from '../tabs';

type EndProps = { end: () => Promise<void> };

function useEnd(helpEnds: EndProps['end']) {
  const [failed, setFailed] = useState(false);
  const end = () => {
    setFailed(false);
    helpEnds().catch(() => setFailed(true));
  };
  return { failed, end };
}

/** On top of everything while it lasts; one tap ends it. */
export function Band({ end: helpEnds }: EndProps) {
  const { failed, end } = useEnd(helpEnds);
  return (
    <aside class="helped row" aria-label={t('helped')}>
      <Icon of={handIcon} />
      <p class="grow" role="status">
        {t(failed ? 'notSaved' : 'helped')}
      </p>
      <button class="btn soft mid" type="button" onClick={end}>
        {t('helpedEnd')}
      </button>
    </aside>
  );
}

/** What a card asks of who helps, in a line. */
export function Hint({ kind }: { kind: CardKind }) {
  return (
    <aside class="hint" aria-label={t('forHelper')}>
      <p>
        <b>{t('forHelper')}</b> {t(`hint${kind}` as Key)}
      </p>
    </aside>
  );
}

/** In place of what is hers: what it holds, why it is shut, and how the help ends. */
export function Waits({ holds, end: helpEnds }: EndProps & { holds: Hers }) {
  const { failed, end } = useEnd(helpEnds);
  return (
    <>
      <Sign title={t('waitsForYou')} top={<Wordmark />} />
      <main class="sheet">
        <p class="for-her">
          <Icon of={lockIcon} />
        </p>
        <p class="idea">
          {t(holds)} {t('shutWhy')}
        </p>
        <p class={failed ? 'warn' : 'note'} role="status">
          {t(failed ? 'notSaved' : 'shutHow')}
        </p>
        <button class="btn soft" type="button" onClick={end}>
          {t('endHelp')}
        </button>
      </main>
      <Tabs here={holds === 'hersBusiness' ? '#/negocio' : '#/yo'} />
    </>
  );
}

/** In place of a question that is hers: it is passed on, and stays open. */
export function ForHer({ card: [, id, rev, title], lesson, next, back }: CardProps) {
  const isOpen = (progress().lessons[lesson]?.done[id] ?? -1) < rev;
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <main class="sheet">
        <p class="for-her">
          <Icon of={lockIcon} />
        </p>
        <h1 tabIndex={-1} ref={ref}>
          {t('forHer')}
        </h1>
        <p class="idea">{t('forHerText')}</p>
        <p class="cloth">{title}</p>
        {isOpen && <p class="note">{t('forHerOpen')}</p>}
      </main>
      <CardFoot back={back}>
        <button class="btn" type="button" onClick={next}>
          {t('passOn')}
        </button>
      </CardFoot>
    </>
  );
}
