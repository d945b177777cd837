/** Words of the place where help begins and ends, and of what waits for her. */
export const esHelper = {
  helperWho: 'Para tu hija, tu sobrino o quien te ayuda.',
  helper1: 'La app dice qué pide cada tarjeta y, si el celular tiene voz, lee en voz alta.',
  helper2: 'Lo que escribiste para ti queda escondido.',
  helper3: 'Tu clave, tu contacto, tus permisos y Mi negocio no se abren.',
  helper4: 'Lo que hagan queda anotado como hecho con ayuda.',
  helperStops: 'Termina con un toque, al cerrar lo tuyo, o si nadie usa el teléfono en 30 minutos.',
  helperEndKey: 'Terminar la ayuda',
  helperEndWhy: 'Ahora te toca a ti. Pon tu clave para ver todo lo tuyo.',
  helpsMe: 'Me ayuda alguien: esconder lo mío',
  waitYou: 'Te esperan {0} preguntas',
  waitYou1: 'Te espera 1 pregunta',
  waitYouWhy: 'Esto es para ti, a solas. Nadie contestó por ti. Contesta cuando quieras.',
  waitNone: 'Ya no te ayuda nadie',
  waitNoneWhy: 'Ves otra vez todo lo tuyo. Ninguna pregunta te espera.',
  simpleMode: 'Modo sencillo: dibujos grandes',
  fullMode: 'Ver todo lo de la app',
  noQuechua:
    'En quechua todavía no: falta una persona que lo hable y firme las palabras. Mientras, alguien puede leerte.',
  askHelp: 'Pedir ayuda',
  myVoice: 'La voz que lee',
};
