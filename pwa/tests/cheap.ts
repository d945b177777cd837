/** PBKDF2 as it is with a thousandth of its rounds: what a guess costs is no matter of these tests. */
const real = crypto.subtle.deriveBits.bind(crypto.subtle);

crypto.subtle.deriveBits = (how, ...rest) => {
  const { name, iterations = 0 } = how as Pbkdf2Params;
  const least = name === 'PBKDF2' && { iterations: Math.ceil(iterations / 1000) };
  return real({ ...(how as Pbkdf2Params), ...least }, ...rest);
};
