import type { ComponentType } from 'preact';
import { t } from '../i18n/t';
import { inside } from './state/inside';

/** Said before the first answer: this window is another app's and may lose what she does. */
export function InsideNote() {
  const window = inside();
  if (!window) return null;
  return (
    <aside class="warn row inside">
      <p class="grow">
        {window.app ? t('insideApp', window.app) : t('insideSome')} {t('insideLoses')}
      </p>
      <a class="btn soft mid" href="#/afuera">
        {t('insideLeave')}
      </a>
    </aside>
  );
}

/** A card that asks for an answer, with that note above it where there is cause. */
export const noted = <P extends object>(Kind: ComponentType<P>): ComponentType<P> =>
  inside()
    ? (props: P) => (
        <>
          <InsideNote />
          <Kind {...props} />
        </>
      )
    : Kind;
