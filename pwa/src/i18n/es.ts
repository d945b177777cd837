/** Words of the first screen and of the first cards. The other chunks bring their own. */
export const es = {
  motto: 'El talento no tiene fronteras',
  back: 'Volver',
  go: 'Seguir',
  again: 'Probar otra vez',
  retry: 'Probar ahora',

  hello: 'Aprende para tu negocio',
  helloText: 'Lecciones de 5 minutos, en tu celular. También sin señal.',
  free: 'Es gratis',
  noPapers: 'No pide papeles',
  noMoney: 'No pide plata',
  notOfficial: 'CREANDO es un proyecto abierto. No es un producto oficial del PNUD.',
  isItTrue: '¿Cómo sé que es verdad?',
  start: 'Empezar',
  startCost: 'Primero: «{0}». Baja {1}.',
  startFree: 'Primero: «{0}». No gasta datos.',
  bringing: 'Bajando {0}…',
  inside: 'Lo que vas a aprender',

  nothing: 'Todavía no bajó tu ruta. Pesa menos que una foto. Se baja cuando haya señal.',
  noSignal: 'No se pudo bajar. Puede ser la señal. Lo que ya tienes sigue aquí.',

  saved: 'Guardado en tu teléfono',
  language: 'Idioma',

  close: 'Salir; tu avance queda guardado',
  cardOf: 'Tarjeta {0} de {1}',
  left: '{0} min más',
  last: 'última',
  rule: 'La regla:',
  notSaved: 'No se guardó. Lo que hiciste sigue en esta pantalla.',
  chunkAway: 'Falta una parte de la app',
  chunkAwayText: 'Se baja sola cuando haya señal. Tu avance está guardado.',
  lost: 'Esta página no existe',
  lostText: 'Puede que el enlace esté cortado. Tu avance sigue guardado.',
  toRoute: 'Ir a tu ruta',
};
