/** All that the first card does without, in one chunk with its words and rules. */
import { readClock } from '../db/clock';
import { device } from '../db/device';
import { openLog } from '../db/log';
import { missing, noted as notedLog } from '../db/sentinel';
import { lessonView } from '../domain/fold';
import { library } from '../downloads/library';
import { askToStay, registerWorker } from '../downloads/shell';
import { esLanguage } from '../i18n/es-language';
import { esMore } from '../i18n/es-more';
import { moneySign } from '../i18n/format';
import { addWords } from '../i18n/t';
import restCss from '../styles/rest.css?inline';
import { speak } from '../sync/turn';
import { putInCorner } from '../ui/frame';
import { readRoute } from '../ui/route';
import { addStyles } from '../ui/styles';
import { Choice } from './cards/choice';
import { Do } from './cards/do';
import { Match } from './cards/match';
import { NumberAnswer } from './cards/number';
import { Order } from './cards/order';
import { Think } from './cards/think';
import { VariantsBlock } from './cards/variants';
import { Corner } from './corner';
import { Elsewhere } from './elsewhere';
import { Ending, isPassed } from './ending';
import { alone, HelperLine, hint, waits } from './helper-line';
import { noted } from './inside-note';
import { watchKeys } from './keys';
import { LanguageLine } from './language-line';
import { LessonAway } from './lesson-away';
import { review } from './review/at';
import { Way } from './route';
import { Start } from './start';
import { after } from './state/after';
import { onChange } from './state/changes';
import { forgetOthers, freshWords } from './state/language';
import { faceSets } from './state/late-faces';
import { isSimple } from './state/mode';
import { aloud, keepParts, lockUp, places } from './state/parts';
import { prefs } from './state/prefs';
import type { Rest } from './state/rest';
import { BREATH_MS, hasFinished } from './state/settle';
import { watchSpent } from './state/spent';

addWords({ ...esMore, ...esLanguage });
addStyles(restCss);
putInCorner(Corner);
// Before the first word of another language: main.tsx loads this chunk first.
forgetOthers();
// What can wait until what she opened stands there: it reads the phone's stores, and the first
// amount written takes a slow phone 200 ms, better while she reads than when she taps.
setTimeout(() => {
  watchSpent();
  globalThis.requestIdleCallback?.(moneySign);
}, BREATH_MS);
readClock().catch(() => {});
watchKeys();

const cardKinds = {
  one: noted(Choice),
  many: noted(Choice),
  order: noted(Order),
  match: noted(Match),
  number: noted(NumberAnswer),
  think: noted(alone(Think as unknown as Rest['cardKinds'][string])),
  do: noted(Do),
} as unknown as Rest['cardKinds'];

/** Nobody waits longer than this for what stands on her route. */
const PATIENCE_MS = 2000;

/** Her route is what she opens; without a worker the phone has nothing of what comes with it. */
const isRoute = (): boolean =>
  !!navigator.serviceWorker?.controller && readRoute(location.hash).at === 'home';

/** Her order, its reasons and what is to be said: drawn later they would move it under her thumb. */
async function atHand(): Promise<unknown> {
  // Before the catalogue is read main.tsx asks again.
  if (!isRoute() || isSimple() || !hasFinished() || !library.catalog()) return;
  const parts = [places.load(), review.load(), after.load().then((part) => part.readAhead())];
  return Promise.race([
    Promise.all(parts).catch(() => {}),
    new Promise((done) => setTimeout(done, PATIENCE_MS)),
  ]);
}

// The route asks for it in any case: read while her log is.
if (device.current() && isRoute()) after.load().catch(() => {});

/** Who likes to listen has it here before the first card. */
onChange(() => void (prefs().listen && aloud.load().catch(() => {})));

const openNoted = notedLog(openLog);

export const rest: Rest = {
  async openLog(profile) {
    const log = await openNoted(profile);
    if (missing().length && readRoute(location.hash).at === 'home') location.hash = '#/falta';
    return log;
  },
  atHand,
  lessonView,
  registerWorker,
  speak,
  askToStay,
  keepParts,
  faceSets,
  freshWords,
  hear: async (words) => (await aloud.load()).hear(words),
  lockUp,
  cardKinds,
  Elsewhere,
  Ending,
  HelperLine,
  LanguageLine,
  LessonAway,
  RouteScreen: Start,
  Way,
  hint,
  waits,
  VariantsBlock,
  isPassed,
};
