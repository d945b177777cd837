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

/** One of the twelve neighbours, y1 to y12. */
export function Face({ who, big }: { who: string; big?: boolean }) {
  return (
    <svg
      class={`d face g${Number(who.slice(1)) % 6}${big ? ' big' : ''}`}
      viewBox="0 0 80 80"
      aria-hidden="true"
    >
      <use href={`#${who}`} />
    </svg>
  );
}
