import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Card, Inline } from '../../domain/bundle';
import { type Key, t } from '../../i18n/t';
import { CardBody, CardFoot, type CardProps, NextButton } from '../../ui/card';
import { Face } from '../../ui/picture';
import { Words } from '../../ui/text';

/** Whether there is an answer, and how to give one: it counts once the phone has it. */
export function useAnswer({ card: [, id, rev], lesson, answer, keep }: CardProps<Card>) {
  const [answered, setAnswered] = useState(!!answer);
  return {
    answered,
    give: (option: string | number, then = () => {}) =>
      keep('answer.given', { lesson, card: id, rev, option }, () => {
        then();
        setAnswered(true);
      }),
    reopen: () => setAnswered(false),
  };
}

type AskProps = {
  of: CardProps<Card>;
  /** Undefined while there is no answer. */
  right: boolean | undefined;
  why: Inline[];
  /** What to do first; the button `ready` takes its place when it can be pressed. */
  hint: Key;
  ready: (() => void) | false;
  again: () => void;
  children: ComponentChildren;
};

/** A question: the card, what she answers with, what a neighbour says of it, what comes next. */
export function Ask({
  of: { card, back, next },
  right,
  why,
  hint,
  ready,
  again,
  children,
}: AskProps) {
  const fromTheStart = () => {
    again();
    document.querySelector('h1')?.focus();
  };
  return (
    <>
      <CardBody card={card}>
        {children}
        {right !== undefined && <Verdict right={right} why={why} />}
      </CardBody>
      {right === false ? (
        <CardFoot back={undefined}>
          <button class="link" type="button" onClick={next}>
            {t('go')}
          </button>
          <button class="btn" type="button" onClick={fromTheStart}>
            {t('again')}
          </button>
        </CardFoot>
      ) : (
        <CardFoot back={back}>
          {right ? (
            <NextButton next={next} />
          ) : ready ? (
            <button class="btn" type="button" onClick={ready}>
              {t('ready')}
            </button>
          ) : (
            <p class="note grow">{t(hint)}</p>
          )}
        </CardFoot>
      )}
    </>
  );
}

/** What a neighbour says of her answer. The focus goes there, so that it is heard. */
function Verdict({ right, why }: Pick<AskProps, 'why'> & { right: boolean }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    ref.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div class="row top">
      <Face who="y4" />
      <div class={`says grow${right ? ' right' : ''}`}>
        <h2 tabIndex={-1} ref={ref}>
          {t(right ? 'good' : 'almost')}
        </h2>
        {why.map((words) => (
          <p key={words}>
            <Words of={words} />
          </p>
        ))}
      </div>
    </div>
  );
}
