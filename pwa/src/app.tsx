import { useEffect, useState } from 'preact/hooks';
import { t } from './i18n/t';
import { Home } from './screens/home';
import { LessonScreen } from './screens/lesson';
import { artParts } from './screens/state/art';
import { onChange } from './screens/state/changes';
import { Part, type Rest } from './screens/state/rest';
import { Notice } from './ui/frame';
import { type Route, readRoute } from './ui/route';

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
      <Screen key={JSON.stringify(route)} route={route} />
    </>
  );
}

function Screen({ route }: { route: Route }) {
  if (route.at === 'home') return <Home />;
  if (route.at === 'lesson') return <LessonScreen id={route.id} at={route.card} />;
  if (route.at === 'lost') return <Notice title={t('lost')} text={t('lostText')} />;
  return <Part show={(rest) => elsewhere(route, rest)} />;
}

function elsewhere(route: Route, { Help, Join, ModuleScreen, Privacy, Wiped, Yo }: Rest) {
  if (route.at === 'module') return <ModuleScreen id={route.id} />;
  if (route.at === 'join') return <Join code={route.id} />;
  if (route.at === 'yo') return <Yo />;
  if (route.at === 'wiped') return <Wiped />;
  return route.at === 'privacy' ? <Privacy /> : <Help />;
}
