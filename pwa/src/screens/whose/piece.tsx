import type { ComponentChildren } from 'preact';
import { type Key, t } from '../../i18n/t';

/** Why the server did not do it, in her words. */
export function whyNot(reason: string): Key {
  const words: Record<string, Key> = {
    'phone.new': 'phoneNew',
    'try.later': 'tryLater',
    'card.taken': 'cardTaken',
    'twin.settled': 'twinSettled',
    'twin.unknown': 'twinUnknown',
    'auth.token': 'notKnownYet',
    'auth.subject': 'notKnownYet',
  };
  return words[reason] ?? 'noAnswer';
}

type PartProps = { title: Key; text: Key; said?: Key | undefined; children: ComponentChildren };

/** A cloth with what it is for, and in words what came of it. */
export function Piece({ title, text, said, children }: PartProps) {
  return (
    <section class="cloth entre">
      <h2>{t(title)}</h2>
      <p>{t(text)}</p>
      {children}
      <p class={said ? 'warn' : 'sr'} role="status">
        {said && t(said)}
      </p>
    </section>
  );
}
