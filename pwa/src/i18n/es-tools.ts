/** Words of the list of tools, the cash notebook and the price. */
export const esTools = {};
