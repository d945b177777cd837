/** Words of the canvas, ready messages, the checklist and the directory in the list of tools, and what they share. */
export const esSheets = {
  messages: 'Mensajes listos',
  messagesWhy: 'Para recordar una cita, cobrar o disculparte.',
  canvas: 'Mi lienzo',
  canvasWhy: 'Tu negocio en nueve preguntas y una sola página.',
  checklist: 'Mi lista',
  checklistWhy: 'Los cinco pasos de tu oficio. Los marcas cada día.',
  directory: 'Directorio',
  directoryWhy: 'Lugares que orientan y qué decir primero.',
  sheetTrade: 'Ver con el oficio:',
  sheetGone: 'Se quitó.',
};
