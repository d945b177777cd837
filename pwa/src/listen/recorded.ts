/** Recordings: one bundle a lesson, fetched only when she asks, kept in a cache of their own. */
import type { Entry } from '../domain/bundle';
import { sha256 } from '../domain/event';
import { fail, ok, type Result } from '../domain/result';
import { languageOf } from '../domain/voices';
import { download } from '../downloads/download';
import { library } from '../downloads/library';
import type { Steps } from './voice';

/** Clips by their key: "3" is card 3, "3-a" what is said of its option a. */
export type Recording = { id: string; l: string; r: number; cs: Record<string, string> };

/** Apart from the bundles of text: those are all read when the app opens. */
const CACHE = 'audio';
/** 200 kB over a bad line. */
const LIMIT_MS = 600_000;

/** What the catalogue offers for a lesson in a language. */
export const offered = (lesson: string, lang: string): Entry | undefined =>
  library
    .catalog()
    ?.entries.find(
      ({ id, locale }) => id === `audio-${lesson}` && languageOf(locale) === languageOf(lang),
    );

/** The addresses of what is kept of a lesson. */
async function keptAt(cache: Cache, id: string): Promise<Request[]> {
  return (await cache.keys()).filter(({ url }) => url.includes(`/bundles/${id}/`));
}

/** Read a recording from the phone; one whose cards have changed meaning since is none. */
export async function kept(lesson: string, lang: string): Promise<Recording | undefined> {
  if (!globalThis.caches) return undefined;
  const cache = await caches.open(CACHE);
  const rev = offered(lesson, lang)?.rev;
  for (const address of await keptAt(cache, `audio-${lesson}`)) {
    const found: Recording | undefined = await (await cache.match(address))?.json();
    const isNow = found && (rev === undefined || found.r === rev);
    if (isNow && languageOf(found.l) === languageOf(lang)) return found;
  }
  return undefined;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Fetch, verify and keep the recording of a lesson. */
export async function bring({ id, url, sha256: hash }: Entry): Promise<Result<Recording>> {
  const got = await download(url, {}, LIMIT_MS);
  if (!got.ok) return got;
  if (got.value === 'same' || hex(await sha256(got.value.bytes)) !== hash) return fail('corrupt');
  const { bytes, text } = got.value;
  if (globalThis.caches) {
    try {
      const cache = await caches.open(CACHE);
      const old = await keptAt(cache, id);
      const headers = { 'Content-Type': 'application/json' };
      await cache.put(url, new Response(bytes, { headers }));
      for (const one of old) if (!one.url.endsWith(hash)) await cache.delete(one);
    } catch {
      // A full phone still hears it once.
    }
  }
  return ok(JSON.parse(text) as Recording);
}

/** Play clips one after the other; returns how to stop at once. */
export function play(clips: string[], rate: number, { at, end, fail }: Steps): () => void {
  const sound = new Audio();
  let over = false;
  const close = () => {
    over = true;
    sound.pause();
    URL.revokeObjectURL(sound.src);
  };
  const lost = () => {
    if (over) return;
    close();
    fail();
  };
  const next = (index: number): void => {
    const clip = clips[index];
    if (over) return;
    URL.revokeObjectURL(sound.src);
    if (clip === undefined) {
      over = true;
      end();
      return;
    }
    const bytes = Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0));
    sound.src = URL.createObjectURL(new Blob([bytes], { type: 'audio/ogg' }));
    sound.defaultPlaybackRate = rate;
    sound.playbackRate = rate;
    sound.onended = () => next(index + 1);
    sound.onerror = lost;
    sound.play().then(() => !over && at(index), lost);
  };
  next(0);
  return close;
}
