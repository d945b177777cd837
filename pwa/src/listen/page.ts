/** What there is to read on the screen now. */
import type { Card, Lesson } from '../domain/bundle';
import { cardSentences, feedbackKeys, type Sentence, sentences } from '../domain/sentences';
import { type Key, t } from '../i18n/t';
import { restNow } from '../screens/state/rest';
import { progress } from '../screens/state/session';
import { findLesson } from '../screens/state/shelf';
import { told } from '../screens/state/variants';
import { readRoute } from '../ui/route';

export type Page = {
  sentences: Sentence[];
  lang: string;
  /** Its recorded clips, in order; of the screens outside a lesson there are none. */
  lesson?: string;
  clips: string[];
  /** What goes on by itself when all is said. */
  onward?: HTMLElement | undefined;
};

/** The card of a lesson that is open, if one is. */
function openCard(): { lesson: Lesson; card: Card; lang: string } | undefined {
  const route = readRoute(location.hash);
  if (route.at !== 'lesson') return undefined;
  const found = findLesson(route.id);
  const card = found?.lesson[5][route.card - 1];
  return found && card && { lesson: found.lesson, card, lang: found.module.l };
}

const verdict = (): HTMLElement | null =>
  document.querySelector('main .says h2')?.parentElement ?? null;

/** Changes when there is something else to read; empty while the screen is not drawn. */
export const pageKey = (): string =>
  document.querySelector('#app main h1, #app .sign h1')
    ? `${location.hash} ${verdict()?.textContent ?? ''}`
    : '';

/** Is this a lesson, its last screen included? */
export const inLesson = (): boolean => readRoute(location.hash).at === 'lesson';

/** On a first visit how to check that all this is true: on the screen it is one touch away. */
const isItTrue = (): Sentence[] =>
  document.querySelector('.hero') ? sentences(t('helpTrueText')) : [];

/** Read the screen. */
export function readPage(): Page {
  const open = openCard();
  const answer = verdict();
  // What is hers alone is not read to who helps: the screen says that it waits.
  if (!open || restNow()?.waits(open.card)) {
    const all = document.querySelectorAll<HTMLElement>('.sign, main, .foot');
    const roots = [...all].filter((one) => !one.parentElement?.closest('main'));
    const lang = document.documentElement.lang;
    const told = roots.flatMap((one) =>
      one.matches('main') ? [...readElement(one), ...isItTrue()] : readElement(one),
    );
    return { sentences: told, lang, clips: [] };
  }
  const { lesson, card, lang } = open;
  const { lessons } = progress();
  const right = !!answer?.classList.contains('right');
  const given = lessons[lesson[0]]?.answers[card[1]]?.option ?? '';
  const goes = answer ? right : ['idea', 'picture', 'story'].includes(card[0]);
  return {
    sentences: answer ? readElement(answer) : readCard(card, lesson[0]),
    lang,
    lesson: lesson[0],
    clips: answer ? feedbackKeys(card, given, right) : [String(card[1])],
    onward: goes ? (document.querySelector<HTMLElement>('.foot .btn') ?? undefined) : undefined,
  };
}

/** A card; while a drawing is missing, the words in its place are read too. */
function readCard(card: Card, lesson: string): Sentence[] {
  const missing = [...document.querySelectorAll('main .frame p')].map((one) => one.textContent);
  const all = cardSentences(card, lesson, (key) => t(key as Key), told);
  return [...missing.flatMap((text) => sentences(text ?? '')), ...all];
}

const PRESSED = 'button, a.btn, summary';
const HOLDER = `${PRESSED}, a, h1, h2, h3, h4, p, li, label, legend, dt, dd, td, th, div`;
/** On a first visit not the whole list of what there is to learn: she wants to know how to begin. */
const SILENT =
  '[aria-hidden=true], [hidden], .sr, .gone, .tabs, textarea, [data-listen], .hero + main :is(.way, h2)';

/** What a person sees in a part of the screen, in order; buttons say that they are. */
export function readElement(root: HTMLElement): Sentence[] {
  const texts: { holder: Element; text: string }[] = [];
  const isInline = (one: Element) => getComputedStyle(one).display === 'inline';
  let before = root;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around || around.closest(SILENT) || !around.getClientRects().length) continue;
    const holder = around.closest(PRESSED) ?? around.closest(HOLDER) ?? root;
    const last = texts[texts.length - 1];
    const goesOn = [around, before].every((one) => one === holder || isInline(one));
    if (last?.holder === holder && (around === before || goesOn)) last.text += node.nodeValue ?? '';
    else texts.push({ holder, text: node.nodeValue ?? '' });
    before = around;
  }
  return texts.flatMap(({ holder, text }, place) => {
    const all = sentences(text);
    const [first] = all;
    const isNew = texts[place - 1]?.holder !== holder;
    if (first && isNew && holder.matches(PRESSED)) first.say = t('buttonSays', first.say);
    return all;
  });
}
