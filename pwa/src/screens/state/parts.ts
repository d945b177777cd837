/** The parts that the shell does without. A device that used one keeps it (sw/worker.ts). */
import { after } from './after';
import { later } from './later';

/** Whose work it is: people, their locks, phones and permissions. */
export const whose = later(async () => (await import('../whose/whose')).whose);

/** Comunidad, Mi negocio, the questions and the search. */
export const places = later(async () => (await import('../more')).more.openPlaces());

/** The simple form of the app, and what is shown while somebody helps. */
export const simple = later(async () => (await import('../more')).more.simple);

/** Reading aloud: who never listens never pays for it. */
export const aloud = later(async () => (await import('../../listen/aloud')).aloud);

/** Help and privacy. */
export const help = later(async () => (await import('../help/help')).help);

export const lockUp = async (): Promise<void> => (await whose.load()).lockUp();

/** Have all of it on the phone for when there is no signal. */
export const keepParts = async (): Promise<void> => {
  await after.keep();
  await places.keep();
  await simple.keep();
  await help.keep();
  await whose.keep();
};
