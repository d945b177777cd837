/** Words of the simple form, and of what is shown while somebody helps. */
export const esSimple = {
  nowThis: 'Ahora',
  seeAll: 'Ver todo',

  helped: 'Te ayuda alguien',
  helpedEnd: 'Terminar',
  forHelper: 'Para quien ayuda:',
  hintidea: 'léele despacio. Pregúntale si le pasa lo mismo.',
  hintpicture: 'miren juntas el dibujo. Pregúntale qué ve.',
  hintstory: 'léele la historia con calma.',
  hintone: 'léele las respuestas. Toca la que ella diga.',
  hintmany: 'léele todas. Marca cada una que ella diga.',
  hintorder: 'léele las líneas. Ella dice qué va primero.',
  hintmatch: 'léele las de arriba. Ella dice cuál es su pareja.',
  hintnumber: 'ella dice la cuenta. Tú pones los números.',
  hintthink: 'esta es solo de ella. Déjasela para después.',
  hintdo: 'léele los pasos. Ella dice cuándo y dónde lo hará.',
  forHer: 'Esto es para ella, a solas',
  forHerText: 'Es una pregunta para pensar. Ella la contesta después, cuando esté sola.',
  forHerOpen: 'Queda abierta. Al terminar la ayuda se la mostramos.',
  passOn: 'Dejarla para ella',
};
