/** The phone's own voice, sentence by sentence, so that it can stop at once and be followed. */
import type { Sentence } from '../domain/sentences';
import { isVoice, pickVoice } from '../domain/voices';
import { prefs } from '../screens/state/prefs';

export type Steps = { at: (index: number) => void; end: () => void; fail: () => void };

/** Phones fill their list of voices late; some never do. */
const LIST_MS = 1000;
/** A voice that has not begun by then is not going to. */
const DUMB_MS = 6000;
/** Chrome loses what is said in the same breath as a cancel. */
const BREATH_MS = 60;

/** Voices that said they could not speak. */
const dumb = new Set<string>();
/** Held here: a phrase that is only in a queue may be collected, and its end is never heard. */
let phrase: SpeechSynthesisUtterance | undefined;

const engine = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

/** Find the voices of a language that are on this phone, but for those that do not speak. */
export async function voicesOf(lang: string): Promise<SpeechSynthesisVoice[]> {
  const speech = engine();
  if (!speech) return [];
  if (!speech.getVoices().length)
    await new Promise((resolve) => {
      speech.addEventListener?.('voiceschanged', resolve, { once: true });
      setTimeout(resolve, LIST_MS);
    });
  return speech.getVoices().filter((one) => isVoice(one, lang) && !dumb.has(one.voiceURI));
}

/** Find the voice that reads a language to her; undefined when this phone has none. */
export const voiceFor = async (lang: string): Promise<SpeechSynthesisVoice | undefined> =>
  pickVoice(await voicesOf(lang), lang, prefs().voice);

/** Say sentences one after the other; returns how to stop at once. */
export function speak(
  sentences: Sentence[],
  voice: SpeechSynthesisVoice,
  rate: number,
  { at, end, fail }: Steps,
): () => void {
  const speech = engine();
  let timer = 0;
  let over = false;
  const close = () => {
    over = true;
    clearTimeout(timer);
    phrase = undefined;
    speech?.cancel();
  };
  const lost = () => {
    if (over) return;
    close();
    dumb.add(voice.voiceURI);
    fail();
  };
  const next = (index: number): void => {
    if (over) return;
    const one = sentences[index];
    if (!one) {
      over = true;
      end();
      return;
    }
    phrase = new SpeechSynthesisUtterance(one.say);
    phrase.voice = voice;
    phrase.lang = voice.lang;
    phrase.rate = rate;
    phrase.onstart = () => {
      clearTimeout(timer);
      if (!over) at(index);
    };
    phrase.onend = () => {
      clearTimeout(timer);
      next(index + 1);
    };
    // Another page of ours took the voice: that is no fault of it.
    phrase.onerror = ({ error }) => (/interrupted|canceled/.test(error) ? close() : lost());
    timer = window.setTimeout(lost, DUMB_MS);
    speech?.speak(phrase);
  };
  speech?.cancel();
  timer = window.setTimeout(() => next(0), BREATH_MS);
  return close;
}
