import type { ComponentChild } from 'preact';
import { LOCALES, language, t } from '../i18n/t';

/**
 * The languages, each by its own name; `beside` puts something next to one, a speaker for instance.
 * Plain links: what they lead to comes with the rest, and costs the first screen nothing.
 */
export function Languages({ beside }: { beside?: (lang: string) => ComponentChild }) {
  return (
    <ul class="row" aria-label={t('language')}>
      {[['es', 'Español'], ...LOCALES].map(([lang = '', name]) => (
        <li key={lang} class="row">
          <a
            class="btn soft mid"
            href={`#/idioma/${lang}`}
            lang={lang}
            aria-current={lang === language()}
          >
            {name}
          </a>
          {beside?.(lang)}
        </li>
      ))}
    </ul>
  );
}
