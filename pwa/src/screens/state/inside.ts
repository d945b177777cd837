/** Whether this page stands in a window of another app, asked of the browser once. */
import { type Inside, insideOf } from '../../domain/inside';

export const isStandalone = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

const found: Inside | undefined = insideOf({
  agent: navigator.userAgent,
  secure: globalThis.isSecureContext,
  standalone: isStandalone(),
  worker: !!navigator.serviceWorker,
  persist: !!navigator.storage?.persist,
  notify: 'Notification' in globalThis,
  share: !!navigator.share,
});

export const inside = (): Inside | undefined => found;
