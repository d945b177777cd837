import type { VNode } from 'preact';
import type { Tree } from '../../domain/bundle';
import { library } from '../../downloads/library';
import { draw } from '../../ui/picture';
import { changed } from './changes';

let parts: VNode | null = null;

/** The shared parts that drawings refer to, drawn once; nothing until they are on the phone. */
export const artParts = (): VNode | null => parts;

const isNew = ([, { id }]: Tree): boolean => !document.getElementById(String(id));

/** Read the parts from the phone; those of index.html are there already. */
export async function readArt(): Promise<void> {
  const defs = parts ? undefined : await library.art();
  if (!defs) return;
  parts = (
    <svg class="gone" aria-hidden="true">
      {defs.filter(isNew).map(draw)}
    </svg>
  );
  changed();
}
