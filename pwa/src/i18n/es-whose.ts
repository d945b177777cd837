/** Words of the picker, of keys, of phones and of contact. */
export const esWhose = {};
