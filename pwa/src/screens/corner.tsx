import { device } from '../db/device';
import { t } from '../i18n/t';
import { Icon } from '../ui/icon';
import { handIcon, lockIcon, peopleIcon } from '../ui/icons-more';
import { Speaker } from '../ui/speaker';
import { lockUp } from './state/parts';

/** In the corner of every sign: the same way to help, and to hand the phone on. */
export function Corner() {
  return (
    <>
      <Leave />
      <HelpButton />
      <Speaker />
    </>
  );
}

export const HelpButton = () => (
  <a class="round" href="#/ayuda" aria-label={t('help')}>
    <Icon of={handIcon} />
  </a>
);

/** One touch and the next person can take the phone; there while somebody may be next. */
function Leave() {
  const hasKey = device.current()?.lock;
  if (!hasKey && device.profiles().length < 2) return null;
  const leave = async () => {
    await lockUp();
    location.hash = '#/quien';
  };
  return (
    <button
      class="round"
      type="button"
      aria-label={t(hasKey ? 'lockUp' : 'change')}
      onClick={() => void leave().catch(() => {})}
    >
      <Icon of={hasKey ? lockIcon : peopleIcon} />
    </button>
  );
}
