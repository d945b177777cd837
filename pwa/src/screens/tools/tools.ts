/** The tools of Mi negocio: each comes in a chunk of its own when it is first opened. */
import type { ComponentType } from 'preact';
import type { Key } from '../../i18n/t';
import { later } from '../state/later';

export type Tool = {
  /** Stands in the address, `#/negocio/<id>`, and before the names of what it keeps, `<id>/…`. */
  id: string;
  part: ReturnType<typeof later<ComponentType<{ id: string }>>>;
  picture: string;
  /** Said in the list before the tool is here: their words stand in es-tools-list.ts. */
  title: Key;
  why: Key;
};

export const tools: Tool[] = [
  {
    id: 'caja',
    part: later(async () => (await import('./cash/cash')).Cash),
    picture: 'n-plata',
    title: 'cashTitle',
    why: 'cashWhy',
  },
  {
    id: 'precio',
    part: later(async () => (await import('./price/price')).PriceScreen),
    picture: 'n-precio',
    title: 'howMuch',
    why: 'howMuchWhy',
  },
  {
    id: 'equilibrio',
    part: later(async () => (await import('./sums')).sums.BreakEven),
    picture: 'n-crecer',
    title: 'even',
    why: 'evenWhy',
  },
  {
    id: 'prestamo',
    part: later(async () => (await import('./sums')).sums.LoanScreen),
    picture: 'n-deudas',
    title: 'loan',
    why: 'loanWhy',
  },
  {
    id: 'regimen',
    part: later(async () => (await import('./sums')).sums.RegimeScreen),
    picture: 'n-papeles',
    title: 'regime',
    why: 'regimeWhy',
  },
  {
    id: 'mensajes',
    part: later(async () => (await import('./messages/messages')).Messages),
    picture: 'n-celular',
    title: 'messages',
    why: 'messagesWhy',
  },
  {
    id: 'lienzo',
    part: later(async () => (await import('./canvas/canvas')).Canvas),
    picture: 'n-crecer',
    title: 'canvas',
    why: 'canvasWhy',
  },
  {
    id: 'control',
    part: later(async () => (await import('./checklist/checklist')).Checklist),
    picture: 'n-calidad',
    title: 'checklist',
    why: 'checklistWhy',
  },
  {
    id: 'directorio',
    part: later(async () => (await import('./directory/directory')).Directory),
    picture: 'n-papeles',
    title: 'directory',
    why: 'directoryWhy',
  },
];

/** What the list is parted in; a tool that is named nowhere stands in the last. */
const GROUPS: [title: Key, ids: string[]][] = [
  ['toolsMoney', ['caja', 'precio', 'equilibrio', 'prestamo', 'regimen']],
  ['toolsSell', ['mensajes']],
  ['toolsOrder', ['lienzo', 'control', 'directorio']],
];

/** The title of the group in which a tool stands. */
const groupOf = (id: string): Key =>
  (GROUPS.find(([, ids]) => ids.includes(id)) ?? GROUPS[GROUPS.length - 1])?.[0] as Key;

export type Group = { title: Key; of: Tool[] };

/** The groups that hold something, in their order. */
export const grouped = (all: Tool[]): Group[] =>
  GROUPS.map(([title]) => ({ title, of: all.filter(({ id }) => groupOf(id) === title) })).filter(
    ({ of }) => of.length > 0,
  );

/** Have them on the phone for when there is no signal, one after the other: nothing waits for it. */
export async function keepTools(): Promise<void> {
  for (const { part } of tools) await part.keep();
}

/** Those that more than the list leads to: a lesson, the search. */
export const firstTools = tools.filter(({ id }) => id === 'precio');
