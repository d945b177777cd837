/** Words of the order of her route and its reasons. */
export const esWay = {};
