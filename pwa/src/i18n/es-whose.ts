/** Words of the picker, of keys, of phones and of contact. */
export const esWhose = {
  touchYours: 'Toca tu dibujo.',
  withPin: 'Con clave',
  withPictures: 'Con dibujos',
  withoutKey: 'Sin clave',
  openOnes: '«Sin clave» quiere decir que cualquiera que use este teléfono puede abrirlo.',

  outTitle: 'Pásate a tu navegador',
  outWhy:
    'Esta ventana es de otra app. Cuando esa app se limpia, se borra lo tuyo. En Chrome se queda en tu teléfono y abre sin señal.',
  outWhyIos:
    'Esta ventana es de otra app. Cuando esa app se limpia, se borra lo tuyo. En Safari, desde tu pantalla de inicio, se queda y abre sin señal.',
  outCarries: 'Lo que hiciste va contigo',
  outChrome: 'Abrir en Chrome',
  outElse: '¿No se abrió?',
  outHow: 'Así se hace',
  outDots: 'Toca los tres puntos de arriba.',
  outOpenIn: 'Toca «Abrir en Chrome» o «Abrir en el navegador».',
  outShare: 'Toca los tres puntos o la flecha de compartir.',
  outSafari: 'Toca «Abrir en Safari».',
  outHome: 'En Safari, toca compartir y luego «Agregar a inicio».',
  outCopy: 'Copia el enlace.',
  outPaste: 'Pégalo en tu navegador, arriba, donde va la dirección.',
  outCopyLink: 'Copiar el enlace',
  copied: 'Copiado. Pégalo en tu navegador.',
  copyByHand: 'No se pudo copiar solo. Marca todo el texto y cópialo.',
  outNotes: 'Lo que escribiste para ti no va en el enlace. Si lo quieres, en «Yo» saca una copia.',
  outSecret: 'No le mandes este enlace a nadie: con él se abre lo tuyo.',
  outStay: 'Seguir aquí',
  outLong:
    'Es mucho para llevarlo en un enlace. En «Yo» di que sí a guardar una copia, o saca un archivo.',

  bringTitle: 'Aquí llega lo tuyo',
  bringText: 'Viene de otra ventana o de otro lugar de este teléfono.',
  bringOne: '1 lección terminada.',
  bringDone: '{0} lecciones terminadas.',
  bringCount: 'Son {0} cosas que hiciste.',
  bringYes: 'Sí, es mío: seguir',
  bringNo: 'No es mío',
  bringSafe: 'Nada de este teléfono se pierde: lo que llega se suma.',
  bringCut: 'Este enlace llegó incompleto',
  bringCutText:
    'Quizá se cortó al copiarlo. Vuelve a la otra ventana y cópialo otra vez. Allá todo sigue guardado.',

  moveTitle: 'CREANDO se muda',
  moveText: 'Desde ahora está en {0}. Lleva lo tuyo: es un toque por persona.',
  moveMine: 'Llevar lo mío',
  moveShut: 'Está con clave. Primero ábrelo.',
  moveGo: 'Ir a la dirección nueva',
  moveStays: 'Aquí no se borra nada hasta que tú lo borres.',
  moveNone: 'CREANDO sigue aquí',
  moveNoneText: 'No hay mudanza. No tienes que hacer nada.',
};
