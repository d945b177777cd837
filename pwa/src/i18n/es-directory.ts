/** Words of the directory; what it says of each place is content (es.directorio.ts). */
export const esDirectory = {
  dirHow: 'A quién preguntar y qué decir primero. Toca para abrir. Nada de esto se guarda.',
  dirNumbers: 'Números de tu grupo',
  dirOpen: '(por confirmar con {0})',
  dirCost: '¿Cuánto cuesta?',
  dirFree: 'Dicen que no se paga. Confírmalo al llegar.',
  dirAsk: 'No lo sabemos. Pregúntalo antes.',
  dirSay: 'Qué digo primero',
  dirNot: 'Qué no:',
  dirLeave: 'Salir rápido',
};
