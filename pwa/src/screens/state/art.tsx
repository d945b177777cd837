import type { VNode } from 'preact';
import type { Tree } from '../../domain/bundle';
import { library } from '../../downloads/library';
import { addDrawings, draw, parts } from '../../ui/picture';
import { changed } from './changes';

let drawn: VNode | null = null;

/** The shared parts that drawings refer to, drawn once; nothing until they are on the phone. */
export const artParts = (): VNode | null => drawn;

const isNew = ([, { id }]: Tree): boolean => !document.getElementById(String(id));

/** Read drawings and their parts from the phone; those of index.html are there already. */
export function readArt(): void {
  for (const art of library.arts()) {
    if (art?.px) addDrawings(art.px);
    for (const part of art?.defs?.filter(isNew) ?? []) parts.set(String(part[1].id), part);
  }
  drawn = (
    <svg class="gone" aria-hidden="true">
      {[...parts.values()].map(draw)}
    </svg>
  );
  changed();
}

/** Fetch the drawings that are missing, the sets asked for by name with them, and show them. */
export async function bringArt(...sets: string[]): Promise<void> {
  await library.fetchArts(...sets);
  readArt();
}
