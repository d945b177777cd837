/** Words of languages: what is still in Spanish, and what nobody has signed yet. */
export const esLanguage = {
  inSpanish: 'en español',
  lessonInSpanish: 'Esta lección está en español.',
  lessonsInSpanish: 'Las lecciones están en español.',
  draft: 'Borrador: nadie que hable esta lengua lo firmó todavía.',
};
