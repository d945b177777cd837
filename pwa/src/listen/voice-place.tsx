import { useEffect, useState } from 'preact/hooks';
import { languageOf, pickVoice } from '../domain/voices';
import { library } from '../downloads/library';
import { language, t } from '../i18n/t';
import { isSimple } from '../screens/state/mode';
import { prefs, setPrefs } from '../screens/state/prefs';
import { Tabs } from '../screens/tabs';
import { Sign } from '../ui/frame';
import { Icon, okIcon, speakerIcon } from '../ui/icon';
import { LANGUAGES, RATES, VOICED } from './bar';
import { hear } from './listen';
import { voicesOf } from './voice';

/** Recordings of lessons in a language: with them there is something to hear without a voice. */
const hasRecordings = (lang: string): boolean =>
  !!library
    .catalog()
    ?.entries.some(({ kind, locale }) => kind === 'audio' && languageOf(locale) === lang);

/** Which voice of this phone reads to her, how fast, and whether it begins by itself. */
export function VoicePlace() {
  const lang = language();
  const [voices, setVoices] = useState<SpeechSynthesisVoice[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isHere = true;
    void voicesOf(lang).then((found) => isHere && setVoices(found));
    return () => {
      isHere = false;
    };
  }, [lang]);
  const { listen, rate = 1, voice } = prefs();
  const change = (more: Parameters<typeof setPrefs>[0], then = () => {}) =>
    setPrefs(more).then(
      () => {
        setFailed(false);
        then();
      },
      () => setFailed(true),
    );
  const probe = () => void hear({ text: t('voiceSays'), lang }).catch(() => {});
  // To be read to is one thing, the form of the app another: the form she is in stays.
  const turn = () => change({ listen: !listen, mode: isSimple() ? 'simple' : 'full' });
  const isMute = voices?.length === 0;
  const mine = voices && pickVoice(voices, lang, voice);
  return (
    <>
      <Sign title={t('voice')} />
      <main class="sheet">
        {failed && (
          <p class="warn" role="alert">
            {t('notSaved')}
          </p>
        )}
        {isMute && (
          <>
            <p class="idea">
              {t('noVoice', t(LANGUAGES[lang] ?? 'langOther'))}{' '}
              {VOICED.has(lang) && t('noVoiceHow')}
            </p>
            <a class="btn soft" href="#/ayudante">
              {t('noVoiceAsk')}
            </a>
          </>
        )}
        {mine && (
          <>
            <section class="entre">
              <h2>{t('whichVoice')}</h2>
              <Choice
                of={voices.map((one) => [one.voiceURI, one.name])}
                now={mine.voiceURI}
                pick={(uri) => change({ voice: uri }, probe)}
              />
            </section>
            <section class="entre">
              <h2>{t('whichSpeed')}</h2>
              <Choice
                of={RATES.map(([one, key]) => [one, t(key)])}
                now={rate}
                pick={(one) => change({ rate: one }, probe)}
              />
            </section>
            <button class="btn" type="button" onClick={probe}>
              <Icon of={speakerIcon} />
              {t('tryVoice')}
            </button>
          </>
        )}
        {(mine || listen || hasRecordings(lang)) && (
          <section class="cloth entre">
            <h2>{t('readAloud')}</h2>
            <p>{t(listen ? 'readAloudOn' : 'readAloudOff')}</p>
            <button class="btn soft" type="button" onClick={turn}>
              {t(listen ? 'readAloudStop' : 'readAloudStart')}
            </button>
          </section>
        )}
      </main>
      <Tabs here="#/yo" />
    </>
  );
}

type ChoiceProps<T> = {
  of: [value: T, name: string][];
  now: T;
  pick: (value: T) => void;
};

function Choice<T extends string | number>({ of: all, now, pick }: ChoiceProps<T>) {
  return (
    <ul class="entre">
      {all.map(([value, name]) => (
        <li key={value}>
          <button
            class="btn soft"
            type="button"
            aria-pressed={value === now}
            onClick={() => pick(value)}
          >
            {value === now && <Icon of={okIcon} />}
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
