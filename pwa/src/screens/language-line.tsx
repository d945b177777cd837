import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { language, t } from '../i18n/t';
import { Notice } from '../ui/frame';
import type { Route } from '../ui/route';
import { chooseLanguage, isDraft, isOffered } from './state/language';
import { findLesson, onShelf } from './state/shelf';

/** Where she was when she touched the name of a language: her invitation, Yo, the first screen. */
let before = '#/';

/** What is not in her language, or not yet signed by somebody who speaks it: said on top. */
export function LanguageLine({ route }: { route: Route }) {
  const lang = language();
  useLayoutEffect(() => {
    document.documentElement.lang = lang === 'es' ? 'es-PE' : lang;
  }, [lang]);
  if (route.at !== 'page' || route.page !== 'idioma') before = location.hash || '#/';
  if (lang === 'es') return null;
  const lesson = route.at === 'lesson' && findLesson(route.id)?.module;
  const module = route.at === 'page' && route.page === 'm' && onShelf(route.id);
  const isOther = (of: typeof lesson) => of && of.l !== lang;
  const said = [
    isDraft(lang) && t('draft'),
    isOther(lesson) && t('lessonInSpanish'),
    isOther(module) && t('lessonsInSpanish'),
  ].filter(Boolean);
  return said[0] ? <aside class="tongue">{said.join(' ')}</aside> : null;
}

/** Where the name of a language leads: its words come, and she is where she was. */
export function Language({ lang }: { lang: string }) {
  const [failed, setFailed] = useState(false);
  const choose = () => {
    setFailed(false);
    chooseLanguage(lang).then(
      (ok) => (ok ? location.replace(before) : setFailed(true)),
      () => setFailed(true),
    );
  };
  useEffect(choose, [lang]);
  if (!isOffered(lang)) return <Notice title={t('lost')} text={t('lostText')} />;
  return failed ? (
    <Notice title={t('language')} text={t('noSignal')}>
      <button class="btn" type="button" onClick={choose}>
        {t('retry')}
      </button>
    </Notice>
  ) : null;
}
