/** The browser's own offer to put the app on the home screen, kept until she asks for it. */
import { changed } from './changes';

type InstallOffer = Event & { prompt(): Promise<{ outcome: string }> };

let offer: InstallOffer | undefined;

export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    changed();
  });
  addEventListener('appinstalled', () => {
    offer = undefined;
    changed();
  });
}

/** Ask the browser to install; undefined while it offers nothing. */
export function installOffer(): (() => void) | undefined {
  const one = offer;
  return one && (() => void one.prompt());
}
