import type { ComponentChild } from 'preact';
import type { Block, Inline, Variants } from '../domain/bundle';
import { t } from '../i18n/t';
import { Band } from './frame';
import { hasDrawing, Picture } from './picture';

/** Words with **strong** and *emphasis*. */
export function Words({ of: text }: { of: Inline }) {
  if (typeof text === 'string') return <>{text}</>;
  return (
    <>
      {text.map((part) => {
        if (typeof part === 'string') return part;
        return part[0] === 'b' ? <b>{part[1]}</b> : <em>{part[1]}</em>;
      })}
    </>
  );
}

/** The same words without their marks, for labels. */
export const plain = (text: Inline): string =>
  typeof text === 'string'
    ? text
    : text.map((part) => (typeof part === 'string' ? part : part[1])).join('');

let variants: (block: Variants) => ComponentChild = () => null;

/** main.tsx says who shows what is told in several ways; pieces of the screen never import it. */
export function variantsWith(show: typeof variants): void {
  variants = show;
}

type Tagged =
  | Variants
  | ['r' | 's', Inline]
  | ['u' | 'o', ...Inline[]]
  | ['f', picture: string | 0, alt: string];

const isTagged = (block: Block): block is Tagged =>
  Array.isArray(block) && typeof block[0] === 'string' && /^[rsuofev]$/.test(block[0]);

/** The blocks of a card: paragraphs, lists, the rule, pictures, speech. */
export function Blocks({ of: blocks }: { of: Block[] }) {
  return <>{blocks.map((block) => (isTagged(block) ? tagged(block) : paragraph(block)))}</>;
}

const paragraph = (text: Inline) => (
  <p class="idea">
    <Words of={text} />
  </p>
);

function tagged(block: Tagged) {
  if (block[0] === 'e' || block[0] === 'v') return variants(block as Variants);
  if (block[0] === 'f') return <Frame picture={block[1]} alt={block[2]} />;
  if (block[0] === 'r') {
    return (
      <p class="rule">
        <b>{t('rule')}</b> <Words of={block[1]} />
        <Band of="esc" />
      </p>
    );
  }
  const [kind, ...items] = block;
  const List = kind === 'u' ? 'ul' : 'ol';
  return (
    <List class="idea">
      {items.map((item) => (
        <li key={item}>
          <Words of={item as Inline} />
        </li>
      ))}
    </List>
  );
}

/** A framed drawing; while the drawing is missing its words stand in its place. */
function Frame({ picture, alt }: { picture: string | 0; alt: string }) {
  return (
    <div class="frame">
      {hasDrawing(picture) ? <Picture id={picture} alt={alt} kind="scene" /> : <p>{alt}</p>}
    </div>
  );
}
