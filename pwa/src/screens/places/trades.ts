import type { Strokes } from '../../ui/icon';
import { stallIcon } from '../../ui/icons-more';

/** The trades of stories and tricks; the words of a trade are its own key. */
export const trades: Record<string, Strokes> = {
  comida: ['M4 9h16v9q0 3-3 3H7q-3 0-3-3z', 'M2 9h20M9 5q-2-2 0-4M15 5q-2-2 0-4'],
  puesto: stallIcon,
  belleza: ['M6 16a3 3 0 1 0 .1 0zM18 16a3 3 0 1 0 .1 0z', 'M8 17L20 3M16 17L4 3'],
  costura: ['M8 3l4 3 4-3 6 5-4 4v9H6v-9L2 8z', ''],
  tejido: ['M4 3h16v14H4z', 'M4 8h16M4 12h16M6 17v5M10 17v5M14 17v5M18 17v5'],
  arreglos: ['M3 4h12l5 4-5 4v-2H3z', 'M8 10v12'],
};
