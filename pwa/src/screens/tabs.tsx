import { t } from '../i18n/t';
import { Band } from '../ui/frame';
import { Icon, type Strokes } from '../ui/icon';
import { helpIcon, routeIcon, yoIcon } from '../ui/icons-more';

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
      </ul>
    </nav>
  );
}
