import { useEffect } from 'preact/hooks';
import { NEEDS, withNeed } from '../domain/needs';
import { type Key, t } from '../i18n/t';
import { Foot, Sign, Wordmark } from '../ui/frame';
import { Icon, nextIcon, okIcon } from '../ui/icon';
import { Picture } from '../ui/picture';
import { bringArt } from './state/art';
import { useBring } from './state/bring';
import { needs, tellNeeds } from './state/session';
import { costOf, nextIn, stops } from './state/shelf';
import type { Stop } from './state/stop';

type NeedsProps = { chosen: readonly string[]; pick: (need: string) => void };

/** The twelve needs: words alone until their drawings are on the phone. */
export function Needs({ chosen, pick }: NeedsProps) {
  return (
    <ul class="needs">
      {NEEDS.map((need) => (
        <li key={need}>
          <button type="button" aria-pressed={chosen.includes(need)} onClick={() => pick(need)}>
            <Picture id={`n-${need}`} />
            <b>{t(`n-${need}` as Key)}</b>
            {chosen.includes(need) && <Icon of={okIcon} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Who reads quickly has chosen by then, and does not pay for the drawings before her first card. */
const LINGER_MS = 5000;

/** What she came for, before the first card; it decides which lesson that card is of. */
export function FirstNeed() {
  const [status, start] = useBring();
  useEffect(() => {
    const timer = setTimeout(() => void bringArt('preguntas').catch(() => {}), LINGER_MS);
    return () => clearTimeout(timer);
  }, []);
  const next = stops().find((stop) => stop.state === 'next');
  const go = ({ entry, module }: Stop) => {
    const lesson = module && nextIn(module);
    if (lesson) location.replace(`#/l/${lesson[0]}`);
    else start(entry, () => go(stops().find((stop) => stop.entry.id === entry.id) as Stop));
  };
  const skip = () => {
    tellNeeds([]);
    go(stops().find((stop) => stop.state === 'next') as Stop);
  };
  return (
    <>
      {/* Its own line for the title: the buttons that come with the rest move nothing. */}
      <Sign title={t('need')} top={<Wordmark />}>
        <p>{t('needHow')}</p>
      </Sign>
      <main class="sheet">
        <Needs chosen={needs()} pick={(need) => tellNeeds(withNeed(needs(), need))} />
      </main>
      <Foot tall>
        <p class="note" role="status">
          {status || (next ? cost(next) : t('nothing'))}
        </p>
        {next && (
          <div class="row">
            <button class="btn soft" type="button" onClick={skip}>
              {t('skip')}
            </button>
            <button class="btn" type="button" onClick={() => go(next)}>
              {t('go')}
              <Icon of={nextIcon} />
            </button>
          </div>
        )}
      </Foot>
    </>
  );
}

const cost = ({ entry, module }: Stop): string =>
  module ? t('startFree', entry.title) : t('startCost', entry.title, costOf(entry));
