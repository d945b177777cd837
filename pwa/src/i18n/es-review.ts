/** Words of the weekly check of a rule and the short review. */
export const esReview = {};
