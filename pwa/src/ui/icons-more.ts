import type { Strokes } from './icon';

export const rayIcon: Strokes = ['M14 1L4 14h6l-2 9L20 9h-7z', ''];
export const moonIcon: Strokes = ['M14 2a10 10 0 1 0 8 15A9 9 0 0 1 14 2z', ''];
export const sunIcon: Strokes = [
  'M12 7a5 5 0 1 0 .1 0z',
  'M12 1v3M12 20v3M1 12h3M20 12h3M4 4l2 2M18 18l2 2M20 4l-2 2M4 20l2-2',
];
export const weekIcon: Strokes = ['M3 5h18v17H3z', 'M3 10h18M8 2v5M16 2v5M8 15h3M14 15h3'];
export const stallIcon: Strokes = [
  'M3 4h18l1 6q-2 3-5 0-2 3-5 0-3 3-5 0-3 3-5 0z',
  'M4 12v9h16v-9M9 21v-5h6v5',
];
export const houseIcon: Strokes = ['M12 2L1 12h3v10h6v-6h4v6h6V12h3z', ''];
export const bagIcon: Strokes = ['M4 8h16l1 14H3z', 'M8 11V6q4-6 8 0v5'];
export const streetIcon: Strokes = [
  'M12 2a7 7 0 0 1 7 7q0 5-7 13Q5 14 5 9a7 7 0 0 1 7-7z',
  'M12 9v.1',
];
export const lockIcon: Strokes = ['M4 11h16v11H4z', 'M7 11V7q5-8 10 0v4'];
export const openLockIcon: Strokes = ['M4 11h16v11H4z', 'M7 11V7q2-5 7-4'];
export const peopleIcon: Strokes = [
  'M9 4a4 4 0 1 0 .1 0zM2 21q0-8 7-8t7 8z',
  'M17 6a3 3 0 0 1 0 6M18 14q4 1 4 7',
];
export const eraseIcon: Strokes = ['M9 5h13v14H9l-7-7z', 'M12 9l6 6M18 9l-6 6'];
export const upIcon: Strokes = ['', 'M12 20V5M5 11l7-7 7 7'];
export const downIcon: Strokes = ['', 'M12 4v15M5 13l7 7 7-7'];
export const bringIcon: Strokes = ['', 'M12 3v12M6 10l6 6 6-6M4 21h16'];
export const searchIcon: Strokes = ['M10 3a7 7 0 1 0 .1 0z', 'M15 15l7 7'];
export const phoneIcon: Strokes = ['', 'M6 2h12v20H6zM9 11l2.5 3L15 9'];
export const routeIcon: Strokes = ['M3 18h6v5H3zM15 2h6v5h-6z', 'M6 18q12 0 6-6t6-5'];
export const yoIcon: Strokes = ['M12 3a5 5 0 1 0 .1 0zM3 22q0-8 9-8t9 8z', ''];
export const handIcon: Strokes = [
  'M7 13V5q2-2 3 0v6-8q2-2 3 0v8-6q2-2 3 0v8l2-3q3-1 2 2l-4 8H9l-5-7q0-3 3 0z',
  '',
];
