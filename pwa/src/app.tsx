import { useLayoutEffect, useState } from 'preact/hooks';
import { device } from './db/device';
import { Home } from './screens/home';
import { LessonScreen } from './screens/lesson';
import { artParts } from './screens/state/art';
import { onChange } from './screens/state/changes';
import { Part, restNow } from './screens/state/rest';
import { type Route, readRoute } from './ui/route';

/** The whole app: one screen at a time, drawn anew when something changed. */
export function App() {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [, again] = useState(0);
  // In the task of the first drawing: a change of address or of data after it is heard.
  useLayoutEffect(() => {
    const turn = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', turn);
    const stop = onChange(() => again((count) => count + 1));
    return () => {
      removeEventListener('hashchange', turn);
      stop();
    };
  }, []);
  const rest = restNow();
  return (
    <>
      {artParts()}
      {rest && <rest.LanguageLine route={route} />}
      {rest && <rest.HelperLine />}
      <Screen key={JSON.stringify(route)} route={route} />
    </>
  );
}

/** Who shares a phone says first who she is; the lesson or the place asked for comes after. */
function Screen({ route }: { route: Route }) {
  const isKnown = device.current() || !device.profiles().length;
  if (isKnown && route.at === 'home') return <Home asks={route.asks} />;
  if (isKnown && route.at === 'lesson') return <LessonScreen id={route.id} at={route.card} />;
  return <Part show={(rest) => <rest.Elsewhere route={route} />} />;
}
