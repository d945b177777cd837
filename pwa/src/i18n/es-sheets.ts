/** Words of the canvas, ready messages, the checklist and the directory in the list of tools, and what they share. */
export const esSheets = {
  messages: 'Mensajes listos',
  messagesWhy: 'Para saludar, cobrar sin pelear o pedir disculpas. Los cambias y los mandas tú.',
  canvas: 'Mi lienzo',
  canvasWhy: 'Tu negocio en nueve preguntas y una sola página.',
  checklist: 'Mi lista',
  checklistWhy: 'Los cinco pasos de tu oficio. Los marcas cada día.',
  directory: 'Directorio',
  directoryWhy: 'Lugares que orientan y qué decir primero. También sin señal.',
  sheetTrade: 'Ver con el oficio:',
  sheetGone: 'Se quitó.',
};
