/**
 * Is this page shown inside another app (Facebook, Instagram, TikTok)? What is kept there is lost
 * when that app clears its things. Told by what such a window cannot do; the name that a browser
 * gives itself is only a hint, and never enough.
 */
export type Window = {
  /** What the browser calls itself. */
  agent: string;
  /** A secure page; without it no browser has a worker. */
  secure: boolean;
  /** On the home screen: its own window on purpose. */
  standalone: boolean;
  /** What it can do. */
  worker: boolean;
  persist: boolean;
  notify: boolean;
  share: boolean;
};

export type Inside = { system: 'android' | 'ios' | 'other'; app: string };

const APPS: [name: string, signs: RegExp][] = [
  ['Facebook', /\bFB(AN|AV|_IAB)\b/],
  ['Instagram', /Instagram/],
  ['TikTok', /musical_ly|BytedanceWebview|TikTok/i],
  ['WhatsApp', /WhatsApp/],
];
/** Android's name for a page inside an app. */
const WEB_VIEW = /; wv\)/;

/** The window's app, `app` empty when nobody knows its name; undefined in a browser of its own. */
export function insideOf(one: Window): Inside | undefined {
  if (!one.secure || one.standalone) return undefined;
  const app = APPS.find(([, signs]) => signs.test(one.agent))?.[0] ?? '';
  const isHinted = app !== '' || WEB_VIEW.test(one.agent);
  const system = /Android/.test(one.agent)
    ? 'android'
    : /iPhone|iPad|iPod/.test(one.agent)
      ? 'ios'
      : 'other';
  const missing = [one.persist, one.notify, one.share].filter((can) => !can).length;
  // On iOS a tab of Safari has no notifications, and an older one no persistence.
  const lacks = system === 'ios' ? isHinted : missing > 1 || (isHinted && missing > 0);
  return !one.worker || lacks ? { system, app } : undefined;
}

/** The link by which Android opens an address in Chrome, or in whatever browser there is. */
export function intentOf(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  return (
    `intent://${host}${pathname}${search}${hash}#Intent;scheme=${protocol.slice(0, -1)};` +
    `package=com.android.chrome;S.browser_fallback_url=${encodeURIComponent(url)};end`
  );
}
