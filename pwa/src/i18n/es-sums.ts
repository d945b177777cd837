/** Words of break-even, the true cost of a loan and the tax regimes. */
export const esSums = {};
