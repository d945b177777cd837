import { useEffect, useState } from 'preact/hooks';
import type { Lesson, Module } from '../domain/bundle';
import { tn } from '../i18n/plural';
import { t } from '../i18n/t';
import { useTitle } from '../ui/frame';
import { closeIcon, Icon } from '../ui/icon';
import { Manta } from '../ui/manta';
import { Consent, useAsking } from './consent';
import { after } from './state/after';
import { places } from './state/parts';
import { myFace, progress } from './state/session';
import { settleMore } from './state/settle';
import { nextIn, stops } from './state/shelf';

/** Every lesson ends when it was gone through, but a check when all of it was answered right. */
export const isPassed = (lesson: Lesson): boolean =>
  !lesson[6]?.c || !!places.now()?.isPassed(lesson);

type Next = { title: string; href: string; minutes?: number };

/** The lesson that follows in this module, else the next stop of the route. */
function following(module: Module): Next | undefined {
  const lesson = nextIn(module);
  if (lesson) {
    const [id, title, minutes] = lesson;
    return { title, minutes, href: `#/l/${id}` };
  }
  const stop = stops().find((one) => one.state === 'next');
  return stop && { title: stop.entry.title, href: `#/m/${stop.entry.id}` };
}

/** The end of a lesson: her cloth grows, what she knows now, what comes. */
export function Ending({ module, lesson }: { module: Module; lesson: Lesson }) {
  const [, title, , rule] = lesson;
  const asking = useAsking();
  useEffect(() => void settleMore().catch(() => {}), []);
  const [leavingTo, setLeavingTo] = useState<string>();
  const leave = (href: string) => {
    if (asking && !leavingTo) setLeavingTo(href);
    else location.hash = href;
  };
  if (!isPassed(lesson)) {
    return <places.Part show={({ Unpassed }) => <Unpassed lesson={lesson} />} />;
  }
  if (leavingTo) return <Consent done={() => leave(leavingTo)} />;
  return <Party module={module} title={title} rule={rule} leave={leave} />;
}

type PartyProps = { module: Module; title: string; rule: string; leave: (href: string) => void };

function Party({ module, title, rule, leave }: PartyProps) {
  const count = Object.values(progress().lessons).filter((one) => one.finished).length;
  const bands = tn('bands', count);
  const next = following(module);
  const ref = useTitle(t('newBand'));
  return (
    <div class="party">
      <main class="sheet">
        <button class="round" type="button" aria-label={t('closeEnd')} onClick={() => leave('#/')}>
          <Icon of={closeIcon} />
        </button>
        <Manta count={count} who={myFace()} label={`${t('manta')} ${bands}`} />
        <h1 class="shout" tabIndex={-1} ref={ref}>
          {t('newBand')}
        </h1>
        <p class="center">
          {/[.!?]$/.test(title) ? title : `${title}.`} <b>{bands}</b>
        </p>
        {rule && (
          <p class="rule">
            <b>{t('rule')}</b> {rule}
          </p>
        )}
        {next ? (
          <section class="cloth row">
            <div class="grow">
              <p class="note">
                {next.minutes ? t('following', next.minutes) : t('followingModule')}
              </p>
              <h2>{next.title}</h2>
            </div>
            <button class="btn mid" type="button" onClick={() => leave(next.href)}>
              {t('go')}
            </button>
          </section>
        ) : (
          <p class="cloth">{t('endOfRoute')}</p>
        )}
        <after.Piece show={({ Share }) => <Share count={count} title={title} rule={rule} />} />
      </main>
    </div>
  );
}
