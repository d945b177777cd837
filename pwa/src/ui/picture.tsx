import { h, type VNode } from 'preact';
import type { Tree } from '../domain/bundle';

/** The drawings on this phone by their id. */
const drawings: Record<string, Tree> = {};
export const addDrawings = (more: Record<string, Tree>): void => void Object.assign(drawings, more);
export const hasDrawing = (id: string | 0): boolean => id in drawings;

/** Turn a compiled drawing into SVG nodes; the lesson compiler lets no other elements through. */
export function draw([tag, attributes, ...children]: Tree): VNode {
  return h(tag, attributes, ...children.map(draw));
}

/** One drawing. Without `alt` it is an ornament. `kind` is the class that gives it its size. */
export function Picture({ id, alt, kind }: { id: string | 0; alt?: string; kind?: string }) {
  const tree = drawings[id];
  if (!tree) return null;
  const [, { viewBox }, ...children] = tree;
  return (
    <svg
      class={`d ${kind ?? ''}`}
      viewBox={String(viewBox)}
      preserveAspectRatio="xMidYMid slice"
      {...(alt ? { role: 'img', 'aria-label': alt } : { 'aria-hidden': true })}
    >
      {children.map(draw)}
    </svg>
  );
}

/** The shared parts on this phone, by their id. */
export const parts = new Map<string, Tree>();

/** One of the neighbours; a head with no features while its drawing is not on the phone, of her size before its rules are. */
export function Face({ who, big }: { who: string; big?: boolean }) {
  return (
    <svg
      class={`d face g${Number(who.slice(1)) % 6}${big ? ' big' : ''}`}
      viewBox="0 0 80 80"
      width="56"
      height="56"
      aria-hidden="true"
    >
      <use href={`#${who}`} />
      {!parts.has(who) && (
        <path class="B" d="M5 82c0-34 70-34 70 0zM21 30c0-18 38-18 38 0v11c0 25-38 25-38 0z" />
      )}
    </svg>
  );
}
