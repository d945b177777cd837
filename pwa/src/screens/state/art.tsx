import type { VNode } from 'preact';
import type { Tree } from '../../domain/bundle';
import { library } from '../../downloads/library';
import { addDrawings, draw } from '../../ui/picture';
import { changed } from './changes';

let parts: VNode | null = null;

/** The shared parts that drawings refer to, drawn once; nothing until they are on the phone. */
export const artParts = (): VNode | null => parts;

const isNew = ([, { id }]: Tree): boolean => !document.getElementById(String(id));

/** Read drawings and their parts from the phone; those of index.html are there already. */
export async function readArt(): Promise<void> {
  for (const art of await library.arts()) {
    if (art?.px) addDrawings(art.px);
    if (!art?.defs || parts) continue;
    parts = (
      <svg class="gone" aria-hidden="true">
        {art.defs.filter(isNew).map(draw)}
      </svg>
    );
  }
  changed();
}

/** Fetch the drawings that are missing, the sets asked for by name with them, and show them. */
export async function bringArt(...sets: string[]): Promise<void> {
  await library.fetchArts(...sets);
  await readArt();
}
