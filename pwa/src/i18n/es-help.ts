/** Words of help and of privacy. */
export const esHelp = {
  helpTitle: '¿Cómo funciona?',
  helplines: '¿A quién llamo en peligro?',
  helplinesNone: 'Tu grupo todavía no confirmó sus números. Pídelos y apúntalos en papel.',
  helpSaved: '¿Qué es «guardado en tu teléfono»?',
  helpSavedText:
    'Está en la memoria de tu teléfono. Puedes cerrar, apagar o quedarte sin señal: no se pierde.',
  helpSent: '¿Qué es «enviado»?',
  helpSentText:
    'Además hay una copia en el servidor. Solo si dijiste que sí. «3 sin enviar»: tres cosas guardadas en tu teléfono esperan señal.',
  helpAttention: '¿Qué es «necesita atención»?',
  helpAttentionText:
    'Algo no se pudo enviar. No se borró: en «Yo» ves qué es y puedes sacar una copia.',
  helpSignal: '¿Y si no tengo señal?',
  helpSignalText:
    'Lo que dice «En tu celular» abre siempre. Lo que dice «Por bajar» espera señal. Antes de bajar decimos cuánto pesa.',
  helpErase: '¿Cómo borro lo mío?',
  helpEraseText: 'En «Yo», al final: «Borrar todo lo mío». Se borra del teléfono y del servidor.',
  helpTrue: '¿Cómo sé que es verdad?',
  askHer: 'Pregúntale por WhatsApp: {0}',
  helpWho: '¿Quién lo hace?',

  privacyPhone: 'En tu teléfono',
  privacyPhoneText:
    'Tus lecciones, respuestas y compromisos, lo que escribes para ti y tu dibujo. Nada más.',
  privacyServer: 'En el servidor, solo si dijiste que sí',
  privacyServerText:
    'Qué lecciones abriste y terminaste, qué respondiste, qué contaste de tu negocio y a qué te comprometiste. Va con un código al azar, sin tu nombre. Tu número, solo si lo das en «Cómo encontrarte»: cerrado, y lo abre tu edición.',
  privacyNever: 'Nunca',
  privacyNeverText:
    'Ni documentos, ni nombre, ni fecha de nacimiento, ni dónde estás. Lo que escribes para ti no sale del teléfono. No hay publicidad ni seguimiento.',
  privacyShared: 'Si comparten el teléfono',
  privacySharedText:
    'Cada persona tiene su avance. Si no le pone una clave, cualquiera que use este teléfono puede abrirlo.',
  privacyAsked: 'Lo que te preguntamos antes de enviar',
};
