/** The tools of Mi negocio: each comes in a chunk of its own when it is first opened. */
import type { ComponentType } from 'preact';
import { esSheets } from '../../i18n/es-sheets';
import { addWords, type Key } from '../../i18n/t';
import { later } from '../state/later';

export type Tool = {
  /** Stands in the address, `#/negocio/<id>`, and before the names of what it keeps, `<id>/…`. */
  id: string;
  part: ReturnType<typeof later<ComponentType<{ id: string }>>>;
  picture: string;
  title: Key;
  why: Key;
};

addWords(esSheets);

export const tools: Tool[] = [
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
