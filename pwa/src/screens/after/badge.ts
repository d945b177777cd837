import { device } from '../../db/device';
import { currentLog } from '../state/session';

type Badged = { setAppBadge?(count: number): Promise<void> };

let shown: number | undefined;

/** On the app's icon, where there is one: how many things wait to be sent. Nothing at 0. */
export function badge(): void {
  // Behind a key nobody can count; what the icon says stays.
  if (!currentLog() && device.profiles().length) return;
  const count = currentLog()?.counts().unsent ?? 0;
  if (count === shown) return;
  shown = count;
  (navigator as Badged).setAppBadge?.(count).catch(() => {});
}
