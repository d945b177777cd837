import type { ComponentChild, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { openLog } from '../../db/log';
import type { Card, Lesson, Module, Variants } from '../../domain/bundle';
import type { lessonView } from '../../domain/fold';
import type { registerWorker } from '../../downloads/shell';
import { t } from '../../i18n/t';
import type { speak } from '../../sync/turn';
import type { CardProps } from '../../ui/card';
import { Notice } from '../../ui/frame';
import type { Route } from '../../ui/route';
import type { Words } from '../../ui/speaker';
import { changed } from './changes';
import type { freshWords } from './language';
import type { Stop } from './stop';

/** What the first card does without: one chunk, because a request costs as much as 2 kB of code. */
export type Rest = {
  openLog: typeof openLog;
  /** What her route is made of, where the phone has it: it stands from the first drawing on. */
  atHand: () => Promise<unknown>;
  lessonView: typeof lessonView;
  registerWorker: typeof registerWorker;
  speak: typeof speak;
  askToStay: () => void;
  keepParts: () => Promise<void>;
  faceSets: () => string[];
  freshWords: typeof freshWords;
  hear: (words?: Words) => Promise<void>;
  lockUp: () => Promise<void>;
  cardKinds: Record<string, ComponentType<CardProps>>;
  Elsewhere: ComponentType<{ route: Route }>;
  Ending: ComponentType<{ module: Module; lesson: Lesson }>;
  HelperLine: ComponentType;
  LanguageLine: ComponentType<{ route: Route }>;
  LessonAway: ComponentType<{ id: string }>;
  RouteScreen: ComponentType;
  Way: ComponentType<{ of: Stop[] }>;
  hint: (kind: Card[0]) => ComponentChild;
  /** Stays open when it is passed. */
  waits: (card: Card) => boolean;
  VariantsBlock: ComponentType<{ of: Variants }>;
  /** A lesson that is a check ends when all of it was answered right. */
  isPassed: (lesson: Lesson) => boolean;
};

let rest: Rest | undefined;
let fetchRest: () => Promise<{ rest: Rest }>;

/** main.tsx says where the rest is; the screens never import it. */
export function restIsAt(load: typeof fetchRest): void {
  fetchRest = load;
}

/** The rest of the app if it is loaded already. */
export const restNow = (): Rest | undefined => rest;

export async function loadRest(): Promise<Rest> {
  if (!rest) {
    rest = (await fetchRest()).rest;
    changed();
  }
  return rest;
}

/** What is told in several ways, wherever it stands. */
export const variants = (of: Variants) => (
  <Part show={({ VariantsBlock }) => <VariantsBlock of={of} />} />
);

/** Show a part of the rest; says so when neither the phone nor the network has it. */
export function Part({ show }: { show: (rest: Rest) => ComponentChild }) {
  const [isMissing, setMissing] = useState(false);
  const load = () => void loadRest().catch(() => setMissing(true));
  useEffect(load, []);
  if (rest) return show(rest);
  return isMissing ? (
    <Notice title={t('chunkAway')} text={t('chunkAwayText')}>
      <button class="btn" type="button" onClick={load}>
        {t('retry')}
      </button>
    </Notice>
  ) : null;
}
