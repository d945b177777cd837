import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Block, Card } from '../domain/bundle';
import type { EventBody, EventName } from '../domain/event-types.gen';
import type { Answer } from '../domain/fold';
import { t } from '../i18n/t';
import { Foot } from './frame';
import { backIcon, Icon, nextIcon } from './icon';
import { Blocks } from './text';

/** What the player hands to a card. */
export type CardProps<C extends Card = Card> = {
  card: C;
  lesson: string;
  answer: Answer | undefined;
  /** Keep a fact; `then` runs only when the phone has it. */
  keep: <N extends EventName>(name: N, body: EventBody[N], then: () => void) => void;
  /** The same for anything that may fail to be kept. */
  hold: (job: () => Promise<unknown>, then: () => void) => void;
  /** The card is done: keep that and go on. */
  next: () => void;
  back: (() => void) | undefined;
};

/** A card's picture, its title, its words. Pictures come first, whatever the source says. */
export function CardBody({
  card: [, , , title, blocks],
  children,
}: Pick<CardProps, 'card'> & { children?: ComponentChildren }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  const isPicture = (block: Block) => Array.isArray(block) && block[0] === 'f';
  return (
    <main class="sheet">
      <Blocks of={blocks.filter(isPicture)} />
      <h1 tabIndex={-1} ref={ref}>
        {title}
      </h1>
      <Blocks of={blocks.filter((block) => !isPicture(block))} />
      {children}
    </main>
  );
}

export function CardFoot({
  back,
  children,
}: Pick<CardProps, 'back'> & { children: ComponentChildren }) {
  return (
    <Foot>
      {back && (
        <button class="round back" type="button" aria-label={t('back')} onClick={back}>
          <Icon of={backIcon} />
        </button>
      )}
      {children}
    </Foot>
  );
}

export function NextButton({ next }: Pick<CardProps, 'next'>) {
  return (
    <button class="btn" type="button" onClick={next}>
      {t('go')}
      <Icon of={nextIcon} />
    </button>
  );
}
