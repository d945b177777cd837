import { useEffect } from 'preact/hooks';
import type { Profile } from '../../db/device';
import { device } from '../../db/device';
import { FACES, isLateFace } from '../../domain/faces';
import type { LockKind } from '../../domain/pin';
import { known, language, t, tIn } from '../../i18n/t';
import { Icon } from '../../ui/icon';
import { lockIcon, openLockIcon } from '../../ui/icons-more';
import { Face, parts } from '../../ui/picture';
import { bringArt } from '../state/art';
import { prefsOf } from '../state/prefs';
import { myFace } from '../state/session';

/** The face of a person of this phone; the one in use may have changed hers. */
export const faceOf = (one: Profile): string =>
  one.id === device.current()?.id ? myFace() : one.avatar;

export const faceName = (who: string, lang = language()): string =>
  tIn(lang, 'faceN', Number(who.slice(1)));

const languageOf = (one: Profile): string => known(prefsOf(one).lang);

type FacesProps = { of: Profile[]; pick: (one: Profile) => void };

/** The people of this phone: a face each, and by shape and word whether a key keeps it, in her language. */
export function Faces({ of: people, pick }: FacesProps) {
  const me = device.current()?.id;
  return (
    <ul class="people">
      {people.map((one) => (
        <li key={one.id} lang={languageOf(one)}>
          <button
            type="button"
            aria-pressed={me ? one.id === me : undefined}
            onClick={() => pick(one)}
          >
            <span class="sr">{faceName(faceOf(one), languageOf(one))}.</span>
            <Face who={faceOf(one)} big />
            {one.id === me && <span>{tIn(languageOf(one), 'you')}</span>}
            <LockWord of={one} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function LockWord({ of: one }: { of: Profile }) {
  const kind = lockKind(one);
  return (
    <span class={kind ? 'kept' : 'kept free'}>
      <Icon of={kind ? lockIcon : openLockIcon} />
      {tIn(
        languageOf(one),
        kind === 'pin' ? 'withPin' : kind === 'pictures' ? 'withPictures' : 'withoutKey',
      )}
    </span>
  );
}

/** How a key keeps this person's things; undefined when anybody may open them. */
export const lockKind = (one: Profile): LockKind | undefined => one.lock?.kind;

const faces = Array.from({ length: FACES }, (_, i) => `y${i + 1}`);

type FacePickerProps = { pick: (who: string) => void; mine?: string };

/**
 * Choose a drawing; one that another person of this phone has is not offered, nor one that has
 * still to come: all heads without features are alike.
 */
export function FacePicker({ pick, mine }: FacePickerProps) {
  useEffect(() => void bringArt('caras').catch(() => {}), []);
  const taken = new Set(device.profiles().map(faceOf));
  const isFree = (who: string) => !taken.has(who) && (parts.has(who) || !isLateFace(who));
  return (
    <>
      <ul class="faces">
        {faces
          .filter((who) => who === mine || isFree(who))
          .map((who) => (
            <li key={who}>
              <button
                type="button"
                aria-label={faceName(who)}
                aria-pressed={who === mine}
                onClick={() => pick(who)}
              >
                <Face who={who} />
              </button>
            </li>
          ))}
      </ul>
      {!faces.every((who) => parts.has(who)) && <p class="note">{t('moreFaces')}</p>}
    </>
  );
}
