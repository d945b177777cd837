/** Words of the list of tools, and of what every tool has at its end. */
export const esToolsList = {
  toolsMoney: 'Plata',
  toolsSell: 'Vender',
  toolsOrder: 'Ordenarme',
  toolsUsed: 'Las que usas',
  toolsShut: 'Tus herramientas esperan: se abren con tu clave, cuando estés a solas.',
  toolsHidden: 'Fuera de la vista',
  toolShow: 'Poner en la lista: {0}',
  toolHide: 'Guardar fuera de la vista',
  toolHideWhy:
    'Sale de la lista de Mi negocio. Lo que guardaste sigue ahí. Vuelve desde el final de la lista.',
  toolIsHidden: 'Está fuera de la vista.',
  toolBack: 'Volver a ponerla',
  eraseToday: 'Borrar lo de hoy',
  eraseTodayWhy: 'Borra lo que pusiste hoy en esta herramienta. Lo de otros días se queda.',
  eraseNone: 'Hoy no guardaste nada aquí.',
  eraseDone: 'Se borró lo de hoy.',
  undo: 'Deshacer',
  ownStays: 'Esto queda cerrado con tu llave. Nadie más lo lee, tampoco nosotros.',
  even: '¿Cuánto tengo que vender?',
  evenWhy:
    'Pon lo que pagas y lo que te deja cada venta. Ves cuántas necesitas y si alcanza para un ayudante.',
  loan: 'Lo que cuesta un préstamo',
  loanWhy: 'Cuánto devuelves, cuánto más es, la TCEA y las señales de gota a gota.',
  regime: '¿Qué régimen?',
  regimeWhy: 'Compara los cuatro y arma tus preguntas para la SUNAT.',
};
