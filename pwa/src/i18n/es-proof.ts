/** Words of the certificate, what it asks for, and the surveys. */
export const esProof = {};
