import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Inline } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardFoot, type CardProps, NextButton } from '../../ui/card';
import { Face } from '../../ui/picture';
import { Words } from '../../ui/text';

/** What a neighbour says of her answer. The focus goes there, so that it is heard. */
export function Verdict({ right, children }: { right: boolean; children: ComponentChildren }) {
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
        {children}
      </div>
    </div>
  );
}

export function Saying({ right, why }: { right: boolean; why: Inline }) {
  return (
    <Verdict right={right}>
      <p>
        <Words of={why} />
      </p>
    </Verdict>
  );
}

type FootProps = Pick<CardProps, 'back' | 'next'> & {
  /** Undefined while there is no answer. */
  right: boolean | undefined;
  again: () => void;
  children: ComponentChildren;
};

/** Before an answer: `children`. After: go on, or try again. */
export function AnswerFoot({ back, next, right, again, children }: FootProps) {
  if (right === undefined) return <CardFoot back={back}>{children}</CardFoot>;
  if (right) {
    return (
      <CardFoot back={back}>
        <NextButton next={next} />
      </CardFoot>
    );
  }
  return (
    <CardFoot back={undefined}>
      <button class="link" type="button" onClick={next}>
        {t('go')}
      </button>
      <button class="btn" type="button" onClick={again}>
        {t('again')}
      </button>
    </CardFoot>
  );
}
