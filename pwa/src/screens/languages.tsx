import { LOCALES, language, t } from '../i18n/t';
import { Says } from '../ui/speaker';

/**
 * The languages, each by its own name, which it also says where this phone has a voice for it. Plain
 * links: what they lead to comes with the rest, and costs the first screen nothing.
 */
export function Languages() {
  return (
    <ul class="row" aria-label={t('language')}>
      {[['es', 'Español'] as const, ...LOCALES].map(([lang, name]) => (
        <li key={lang} class="row">
          <a
            class="btn soft mid"
            href={`#/idioma/${lang}`}
            lang={lang}
            aria-current={lang === language()}
          >
            {name}
          </a>
          <Says words={{ text: name, lang }} of={name} />
        </li>
      ))}
    </ul>
  );
}
