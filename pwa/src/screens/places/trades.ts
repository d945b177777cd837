import type { Strokes } from '../../ui/icon';
import { stallIcon } from '../../ui/icons-more';

/** The trades of stories and tricks; the words of a trade are its own key. */
export const trades: Record<string, Strokes> = {
  comida: ['M4 9h16v9q0 3-3 3H7q-3 0-3-3z', 'M2 9h20M9 5q-2-2 0-4M15 5q-2-2 0-4'],
  puesto: stallIcon,
  belleza: ['M6 16a3 3 0 1 0 .1 0zM18 16a3 3 0 1 0 .1 0z', 'M8 17L20 3M16 17L4 3'],
  costura: ['M8 3l4 3 4-3 6 5-4 4v9H6v-9L2 8z', ''],
  tejido: ['M4 3h16v14H4z', 'M4 8h16M4 12h16M6 17v5M10 17v5M14 17v5M18 17v5'],
  cuidado: ['M12 20L4 12a5 5 0 018-6 5 5 0 018 6z', ''],
  salud: ['M9 3h6v6h6v6h-6v6H9v-6H3V9h6z', ''],
  ensenar: ['M3 4h18v12H3z', 'M7 8h8M7 12h5M9 20l3-4 3 4'],
  arte: ['M4 20q0-5 5-5 3 0 3 3 0 3-8 2z', 'M11 15L20 4'],
  arreglos: ['M3 4h12l5 4-5 4v-2H3z', 'M8 10v12'],
};
