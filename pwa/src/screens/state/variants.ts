/**
 * Which trade and which document she looked at. The document lives here alone, for as long as the
 * lesson is open: no event, address, store, search or copy has it (docs/adr/0030-papers.md).
 */
import { device } from '../../db/device';
import type { Choice, Variants } from '../../domain/bundle';
import { toldTo } from '../../domain/variants';
import { readRoute } from '../../ui/route';
import { changed } from './changes';
import { progress } from './session';

let trade: [who: string, key: string] | undefined;
let paper: [where: string, key: string] | undefined;

const who = (): string => device.current()?.id ?? '';

/** Who she is and the lesson that is open. */
function where(): string {
  const route = readRoute(location.hash);
  return `${who()} ${route.at === 'lesson' ? route.id : ''}`;
}

// Gone with the lesson: who comes back to it, or takes the phone, finds it closed.
addEventListener('hashchange', () => {
  if (paper?.[0] !== where()) paper = undefined;
});

/** Show her this one from now on; a document again: close it. */
export function ask([kind]: Variants, key: string): void {
  if (kind === 'e') trade = [who(), key];
  else paper = paper?.[0] === where() && paper[1] === key ? undefined : [where(), key];
  changed();
}

const asked = (kind: 'e' | 'v'): string | undefined => {
  const [place, key] = (kind === 'e' ? trade : paper) ?? [];
  return place === (kind === 'e' ? who() : where()) ? key : undefined;
};

/** What is told to her of it now. */
export const told = (block: Variants): Choice | undefined =>
  toldTo(block, asked(block[0]), progress().about?.rubro ?? []);
