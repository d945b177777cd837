import { useEffect, useState } from 'preact/hooks';
import { t } from './i18n/t';
import { Home } from './screens/home';
import { LessonScreen } from './screens/lesson';
import { artParts } from './ui/art';
import { Part, type Rest } from './ui/chunk';
import { Notice } from './ui/frame';
import { type Route, readRoute } from './ui/route';
import { onChange } from './ui/session';

/** The whole app: one screen at a time, drawn anew when something changed. */
export function App() {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [, again] = useState(0);
  useEffect(() => {
    const turn = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', turn);
    const stop = onChange(() => again((count) => count + 1));
    return () => {
      removeEventListener('hashchange', turn);
      stop();
    };
  }, []);
  return (
    <>
      {artParts()}
      <a class="sr skip" href={location.hash || '#/'} onClick={toContent}>
        {t('skip')}
      </a>
      <Screen key={JSON.stringify(route)} route={route} />
    </>
  );
}

function toContent(event: MouseEvent): void {
  event.preventDefault();
  const main = document.getElementById('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}

type Screens = Rest['screens'];

function Screen({ route }: { route: Route }) {
  if (route.at === 'home') return <Home />;
  if (route.at === 'lesson') return <LessonScreen id={route.id} at={route.card} />;
  if (route.at === 'lost') return <Notice title={t('lost')} text={t('lostText')} />;
  return <Part show={({ screens }) => elsewhere(route, screens)} />;
}

function elsewhere(route: Route, { Help, Join, ModuleScreen, Privacy, Yo }: Screens) {
  if (route.at === 'module') return <ModuleScreen id={route.id} />;
  if (route.at === 'join') return <Join code={route.id} />;
  if (route.at === 'yo') return <Yo />;
  return route.at === 'privacy' ? <Privacy /> : <Help />;
}
