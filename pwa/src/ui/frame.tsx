import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/t';
import { Speaker } from './speaker';

/** A woven strip; `of` is the pattern. */
export function Band({ of = 'rombo' }: { of?: string }) {
  return (
    <svg class="band" aria-hidden="true">
      <rect width="100%" height="100%" fill={`url(#t-${of})`} />
    </svg>
  );
}

/** Put the focus on a screen's title, name the document after it and begin at its top. */
export function useTitle(title: string) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · CREANDO`;
    ref.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [title]);
  return ref;
}

export function Wordmark() {
  return (
    <svg class="word" viewBox="0 0 246 64" role="img" aria-label="CREANDO">
      <use href="#word" />
    </svg>
  );
}

let Corner: ComponentType = () => <Speaker />;

/** Say what stands in the corner of every sign, besides what reads it: help and the like. */
export function putInCorner(corner: ComponentType): void {
  Corner = corner;
}

type SignProps = {
  title: string;
  top?: ComponentChildren;
  side?: ComponentChildren;
  children?: ComponentChildren;
};

/** A painted sign with the screen's title; `top` stands over it, `side` beside it. */
export function Sign({ title, top, side, children }: SignProps) {
  const ref = useTitle(title);
  const heading = (
    <h1 class={`shout grow${/\S{11}/.test(title) ? ' long' : ''}`} tabIndex={-1} ref={ref}>
      {title}
    </h1>
  );
  return (
    <header class="sign">
      <div class="bar">
        {top ?? heading}
        <div class="corner">
          <Corner />
        </div>
      </div>
      {(top || side) && (
        <div class="row">
          {top && heading}
          {side}
        </div>
      )}
      {children}
      <Band />
    </header>
  );
}

/** What the thumb reaches. */
export function Foot({ tall, children }: { tall?: boolean; children: ComponentChildren }) {
  return (
    <footer class="foot">
      <div class={tall ? 'tall' : ''}>{children}</div>
    </footer>
  );
}

/** A whole screen that says one thing and offers what to do next. */
export function Notice({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ComponentChildren;
}) {
  return (
    <>
      <Sign title={title} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{text}</p>
        {children}
        <a class="btn soft" href="#/">
          {t('toRoute')}
        </a>
      </main>
    </>
  );
}
