/** Reads the screen aloud, and watches for the next one. */
import type { Entry } from '../domain/bundle';
import { sentences } from '../domain/sentences';
import { languageOf } from '../domain/voices';
import type { Key } from '../i18n/t';
import { onChange } from '../screens/state/changes';
import { prefs, setPrefs } from '../screens/state/prefs';
import type { Words } from '../ui/speaker';
import { RATES, showBar } from './bar';
import { mark, unmark } from './mark';
import { inLesson, type Page, pageKey, readPage } from './page';
import { bring, kept, offered, play } from './recorded';
import { speak, voiceFor } from './voice';

/** Time to see where the voice was before the next card comes. */
const PAUSE_MS = 700;

/** She listens now; on through the cards of a lesson. */
let on = false;
/** She stopped it herself: it does not begin again by itself until the app is opened anew. */
let refused = false;
let last = '';
/** The sentence she is at, so that another speed goes on from there. */
let place = 0;
let wasLesson = false;
let round = 0;
let stopVoice = () => {};
let timer = 0;

const rate = (): number => prefs().rate ?? 1;

/** Silence now; whatever was under way belongs to an earlier round. */
function hush(): void {
  round += 1;
  clearTimeout(timer);
  stopVoice();
  stopVoice = () => {};
  unmark();
}

function stop(): void {
  on = false;
  hush();
  showBar(undefined, touch);
}

const touch = {
  stop: () => {
    refused = true;
    stop();
  },
  faster: () => {
    const next = RATES[(RATES.findIndex(([one]) => one === rate()) + 1) % RATES.length];
    // Kept or not, it holds from here.
    void setPrefs({ rate: next?.[0] ?? 1 })
      .catch(() => {})
      .then(() => read(place));
  },
  bring: (entry: Entry) => void fetchSound(entry),
};

/** Read what is on the screen, in the phone's voice or from a recording. */
async function read(from = 0): Promise<void> {
  hush();
  place = from;
  wasLesson = inLesson();
  const mine = round;
  last = pageKey();
  const page = readPage();
  showBar({ is: 'reading', rate: rate() }, touch);
  const voice = await voiceFor(page.lang);
  if (mine !== round) return;
  const steps = { end: () => said(page), fail: () => void read() };
  if (voice) {
    const rest = page.sentences.slice(from);
    const at = (index: number) => {
      place = from + index;
      mark(rest[index]?.text ?? '');
    };
    stopVoice = speak(rest, voice, rate(), { ...steps, at });
    return;
  }
  const sound = page.lesson && (await kept(page.lesson, page.lang));
  if (mine !== round) return;
  if (!sound) {
    silent(page);
    return;
  }
  const clips = page.clips.flatMap((key) => sound.cs[key] ?? []);
  stopVoice = play(clips, rate(), { ...steps, at: () => {}, fail: () => silent(page) });
}

/** All of it is said: go on where nothing is asked of her. */
function said(page: Page): void {
  unmark();
  if (!document.querySelector('header.lesson')) stop();
  else if (page.onward) timer = window.setTimeout(() => page.onward?.click(), PAUSE_MS);
}

/** No voice: say so once, and offer the recording if there is one. */
function silent(page: Page, status?: Key): void {
  const entry = page.lesson ? offered(page.lesson, page.lang) : undefined;
  on = false;
  showBar({ is: 'silent', lang: languageOf(page.lang), entry, status }, touch);
}

async function fetchSound(entry: Entry): Promise<void> {
  const page = readPage();
  silent(page, 'bringingSound');
  const mine = round;
  const { ok } = await bring(entry);
  if (mine !== round) return;
  on = ok;
  if (ok) await read();
  else silent(page, 'noSignal');
}

/** Say a few words, whatever screen they stand on; a phone whose voices all fail says so. */
async function say(words: Words): Promise<void> {
  stop();
  const mine = round;
  const voice = await voiceFor(words.lang);
  if (mine !== round) return;
  const nothing = () => {};
  if (voice) {
    const steps = { at: nothing, end: nothing, fail: () => void say(words) };
    stopVoice = speak(sentences(words.text), voice, rate(), steps);
  } else silent({ sentences: [], clips: [], lang: words.lang });
}

/** Say these words; without any, begin to read this screen, and the second touch stops. */
export async function hear(words?: Words): Promise<void> {
  if (words) {
    await say(words);
    return;
  }
  if (on) {
    touch.stop();
    return;
  }
  on = true;
  refused = false;
  void read();
}

const touched = (): boolean => {
  const { userActivation } = navigator as { userActivation?: { hasBeenActive: boolean } };
  return userActivation?.hasBeenActive ?? true;
};

/** Another screen, another card, or an answer to it. */
function look(): void {
  const key = pageKey();
  if (!key || key === last) return;
  const wants = inLesson() && prefs().listen && !refused;
  if (wants && !on && !touched()) return;
  if (wants || (on && wasLesson && inLesson())) {
    on = true;
    void read();
  } else {
    last = key;
    stop();
  }
}

/** Begin to watch for another screen, card or answer. */
export function watch(): void {
  new MutationObserver(() => setTimeout(look)).observe(
    document.getElementById('app') as HTMLElement,
    { childList: true, subtree: true, characterData: true },
  );
  document.addEventListener('visibilitychange', () => document.hidden && on && stop());
  addEventListener('pagehide', () => on && stop());
  addEventListener('hashchange', () => setTimeout(look));
  // A browser lets nothing sound before she has touched the page.
  addEventListener('click', () => setTimeout(look));
  onChange(() => setTimeout(look));
  look();
}
