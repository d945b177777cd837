import { t } from '../i18n/t';
import { Band, Foot, Wordmark } from '../ui/frame';
import { backIcon, Icon, type Strokes } from '../ui/icon';
import { peopleIcon, routeIcon, stallIcon, yoIcon } from '../ui/icons-more';
import { isSimple } from './state/mode';

const places: [string, Strokes, 'route' | 'community' | 'business' | 'yo'][] = [
  ['#/', routeIcon, 'route'],
  ['#/comunidad', peopleIcon, 'community'],
  ['#/negocio', stallIcon, 'business'],
  ['#/yo', yoIcon, 'yo'],
];

/**
 * The four places, below on a phone, at the side on a wide screen; `here` is the one shown. In the
 * simple form one way back.
 */
export function Tabs({ here }: { here: string }) {
  if (isSimple())
    return (
      <Foot>
        <a class="btn" href="#/">
          <Icon of={backIcon} />
          {t('myLessons')}
        </a>
      </Foot>
    );
  return (
    <nav class="tabs" aria-label={t('places')}>
      <Wordmark />
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
      </ul>
    </nav>
  );
}
