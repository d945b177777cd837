/** Words of the canvas; its questions and examples are content (es.lienzo.ts). */
export const esCanvas = {
  canvasStays:
    'Lo que escribes se guarda cerrado, solo para ti. Puedes saltar lo que no quieras y volver otro día.',
  canvasOf: 'Pregunta {0} de {1}',
  canvasLike: 'Un ejemplo',
  canvasBlank: 'En blanco',
  canvasChange: 'Cambiar',
  canvasErase: 'Borrar mi lienzo',
  canvasOut: 'Compartir o imprimir',
  canvasWarn:
    'Quien reciba tu página lee todo lo que escribiste. Mira que no esté tu teléfono, tu dirección, ningún apellido ni cuánto ganas. Tampoco el nombre de otras personas.',
  canvasPhone: 'En la {0} parece que hay un número de teléfono.',
  canvasPlace: 'En la {0} parece que hay una dirección.',
  canvasMoney: 'En la {0} hay un monto.',
  canvasRead: 'Ya lo revisé',
  canvasPrint: 'Imprimir',
  canvasPicture: 'Tu lienzo en una imagen, como se va a mandar',
};
