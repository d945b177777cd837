/** Words of Comunidad, Mi negocio, the questions and the search. */
export const esPlaces = {};
