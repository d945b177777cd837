/** The form of the app that suits who is here, or who is asked for her key. */
import { useState } from 'preact/hooks';
import { device, type Profile } from '../../db/device';
import { readsForHelper } from '../../db/helper';
import { isSimpleFor } from '../../domain/mode';
import { type Key, t } from '../../i18n/t';
import { changed } from './changes';
import { prefsOf, setPrefs } from './prefs';

let asked: Profile | undefined;

export function isSimple(): boolean {
  const wanted = prefsOf(device.current() ?? asked);
  return isSimpleFor({ ...wanted, listen: !!wanted.listen && !readsForHelper() });
}

/** Whose key is asked for: the app is in her form before it is open. */
export function suit(one?: Profile): void {
  asked = one;
  changed();
}

/** One tap to the other form, and to what it shows first. */
export function ModeButton({ to: mode, label }: { to: 'simple' | 'full'; label: Key }) {
  const [failed, setFailed] = useState(false);
  const go = () =>
    void setPrefs({ mode }).then(
      () => {
        location.hash = '#/';
      },
      () => setFailed(true),
    );
  return (
    <>
      <button class="btn soft" type="button" onClick={go}>
        {t(label)}
      </button>
      {failed && (
        <p class="warn" role="alert">
          {t('notSaved')}
        </p>
      )}
    </>
  );
}
