/** Words of the list of tools, and of what every tool has at its end. */
export const esToolsList = {
  toolsMoney: 'Plata',
  toolsSell: 'Vender',
  toolsOrder: 'Ordenarme',
  toolsUsed: 'Las que usas',
  toolsHidden: 'Fuera de la vista',
  chartFigures: 'Ver los montos',
  toolShow: 'Poner en la lista: {0}',
  toolMore: 'Borrar o guardar fuera de la vista',
  toolHide: 'Guardar fuera de la vista',
  toolHideWhy:
    'Sale de la lista de Mi negocio. Lo que guardaste sigue ahí. Vuelve desde el final de la lista.',
  toolIsHidden: 'Está fuera de la vista.',
  toolBack: 'Volver a ponerla',
  eraseToday: 'Borrar lo de hoy',
  eraseTodayWhy: 'Borra lo que pusiste hoy en esta herramienta. Lo de otros días se queda.',
  eraseNone: 'Hoy no guardaste nada aquí.',
  eraseDone: 'Se borró lo de hoy.',
  hearSum: 'la cuenta',
  cashTitle: 'Mi caja',
  cashWhy: 'Cuenta el cajón y ve cuánto te quedó hoy.',
  undo: 'Deshacer',
  ownShut:
    'Lo que guardaste en tus herramientas está en tu otro celular. Para verlo aquí, entra otra vez: apunta con la cámara al código que muestra ese celular, o usa tu llave.',
  ownAnew: 'Empezar aquí desde cero',
  ownStays: 'Esto es solo tuyo. Fuera de tus celulares nadie lo lee, tampoco nosotros.',
  ownStaysOpen:
    'Fuera de tus celulares nadie lee esto, tampoco nosotros. Quien abra CREANDO en este celular sí: puedes ponerle clave en «Yo».',
  even: '¿Cuánto tengo que vender?',
  evenWhy:
    'Pon lo que pagas y lo que te deja cada venta. Ves cuántas necesitas y si alcanza para un ayudante.',
  loan: 'Lo que cuesta un préstamo',
  loanWhy: 'Cuánto devuelves, cuánto más es, la TCEA y las señales de gota a gota.',
  regime: '¿Qué régimen?',
  regimeWhy: 'Compara los cuatro y arma tus preguntas para la SUNAT.',
};
