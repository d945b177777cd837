import { device } from '../db/device';
import { t } from '../i18n/t';
import { Band } from '../ui/frame';
import { Icon, type Strokes } from '../ui/icon';
import { helpIcon, lockIcon, peopleIcon, routeIcon, yoIcon } from '../ui/icons-more';
import { restNow } from './state/rest';

const places: [string, Strokes, 'route' | 'yo' | 'help'][] = [
  ['#/', routeIcon, 'route'],
  ['#/yo', yoIcon, 'yo'],
  ['#/ayuda', helpIcon, 'help'],
];

/** The places of the app; `here` is the address of the one shown. */
export function Tabs({ here }: { here: string }) {
  return (
    <nav class="tabs" aria-label={t('places')}>
      <Band of="esc" />
      <ul>
        {places.map(([href, icon, key]) => (
          <li key={key}>
            <a href={href} {...(href === here && { 'aria-current': 'page' as const })}>
              <Icon of={icon} />
              {t(key)}
            </a>
          </li>
        ))}
        <Leave />
      </ul>
    </nav>
  );
}

/** One touch and the next person can take the phone; there while somebody may be next. */
function Leave() {
  const hasKey = device.current()?.lock;
  if (!hasKey && device.profiles().length < 2) return null;
  const leave = async () => {
    await restNow()?.lockUp();
    location.hash = '#/quien';
  };
  return (
    <li>
      <button type="button" onClick={() => void leave().catch(() => {})}>
        <Icon of={hasKey ? lockIcon : peopleIcon} />
        {t(hasKey ? 'lockUp' : 'change')}
      </button>
    </li>
  );
}
