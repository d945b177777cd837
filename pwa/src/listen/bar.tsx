import { render } from 'preact';
import type { Entry } from '../domain/bundle';
import { sizeWords } from '../domain/bytes';
import { type Key, t } from '../i18n/t';
import { Icon, type Strokes } from '../ui/icon';

/** What the bar shows: she is being read to, or there is no voice and what can be done. */
export type Shown =
  | { is: 'reading'; rate: number }
  | { is: 'silent'; lang: string; entry: Entry | undefined; status: Key | undefined };

export type Touch = { stop: () => void; faster: () => void; bring: (entry: Entry) => void };

const stopIcon: Strokes = ['M5 5h14v14H5z', ''];
export const RATES: [rate: number, key: Key][] = [
  [0.8, 'slow'],
  [1, 'normal'],
  [1.2, 'fast'],
];
export const LANGUAGES: Record<string, Key> = {
  es: 'langEs',
  qu: 'langQu',
  quy: 'langQu',
  en: 'langEn',
};

/** A phone can be given a voice in these, from its own settings. */
export const VOICED = new Set(['es', 'en']);

const place = document.createElement('div');
place.dataset.listen = '';

/** Show the bar, or take it away. What stands at the bottom of a screen moves up by its height. */
export function showBar(shown: Shown | undefined, touch: Touch): void {
  if (!place.isConnected) document.body.append(place);
  render(shown && <Bar of={shown} touch={touch} />, place);
  const height = place.querySelector('section')?.offsetHeight ?? 0;
  document.documentElement.style.setProperty('--hear', `${height}px`);
}

function Bar({ of: shown, touch }: { of: Shown; touch: Touch }) {
  return (
    <section class="hear" aria-label={t('reading')}>
      {shown.is === 'reading' ? (
        <Reading rate={shown.rate} touch={touch} />
      ) : (
        <Silent {...shown} touch={touch} />
      )}
    </section>
  );
}

function Reading({ rate, touch }: { rate: number; touch: Touch }) {
  const name = t(RATES.find(([one]) => one === rate)?.[1] ?? 'normal');
  return (
    <div class="row">
      <button class="btn mid grow" type="button" onClick={touch.stop}>
        <Icon of={stopIcon} />
        {t('stopReading')}
      </button>
      <button
        class="btn soft mid"
        type="button"
        aria-label={t('speedIs', name)}
        onClick={touch.faster}
      >
        {name}
      </button>
    </div>
  );
}

type SilentProps = Extract<Shown, { is: 'silent' }> & { touch: Touch };

function Silent({ lang, entry, status, touch }: SilentProps) {
  return (
    <>
      <p role="status">
        {t('noVoice', t(LANGUAGES[lang] ?? 'langOther'))}{' '}
        {status ? t(status) : entry ? t('noVoiceOffer') : VOICED.has(lang) && t('noVoiceHow')}
      </p>
      <div class="row">
        {entry && status !== 'bringingSound' && (
          <button class="btn mid grow" type="button" onClick={() => touch.bring(entry)}>
            {t('bringSound', sizeWords(entry.transfer_bytes))}
          </button>
        )}
        {!entry && (
          <a class="btn mid grow" href="#/ayudante">
            {t('noVoiceAsk')}
          </a>
        )}
        <button class="btn soft mid" type="button" onClick={touch.stop}>
          {t(entry ? 'notNow' : 'closeEnd')}
        </button>
      </div>
    </>
  );
}
