import { device } from '../../db/device';
import { isLateFace } from '../../domain/faces';
import { myFace } from './session';

/** The sets of drawings that the people of this phone need for their faces. */
export const faceSets = (): string[] =>
  [myFace(), ...device.profiles().map((one) => one.avatar)].some(isLateFace) ? ['caras'] : [];
