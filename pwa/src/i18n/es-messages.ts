/** Words of the ready messages; the messages themselves are content (es.mensajes.ts). */
export const esMessages = {
  msgHow: 'Toca un momento. Llenas los espacios con tus palabras. Nada sale si tú no lo mandas.',
  msgMine: 'Tu mensaje',
  msgUse: 'Usar este',
  msgDrop: 'Quitar',
  msgOpen: 'Falta llenar: {0}.',
  msgLong: 'Tiene {0} letras. Más corto se lee mejor.',
  msgCopy: 'Copiar',
  msgCopied: 'Copiado. Pégalo donde quieras.',
  msgByHand: 'No se pudo copiar solo. Deja el dedo sobre el mensaje y cópialo.',
  msgChange: 'Cambiar las palabras',
  msgChangeHow:
    'Lo que va entre [ ] es un espacio para llenar cada vez. Así no guardas el nombre de nadie.',
  msgKeep: 'Guardar como mío',
  msgKept: 'Guardado, solo para ti.',
};
