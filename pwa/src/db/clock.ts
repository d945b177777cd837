/** How far off this phone's clock is; a phone that never sent anything knows nothing of it. */
import { type Heard, heldTo } from '../domain/clock';
import { device } from './device';

const CLOCK = 'clock';
let heard: Heard | undefined;

export const secondsNow = (): number => Math.floor(Date.now() / 1000);

/** Now, by the server's clock as it was last heard. */
export const heldNow = (): number => heldTo(heard, secondsNow());

export async function readClock(): Promise<void> {
  heard = await device.get<Heard>(CLOCK);
}

/** The server answered, and said what second it is. */
export async function hearClock(server: number): Promise<void> {
  heard = { server, phone: secondsNow() };
  await device.set(CLOCK, heard);
}
