/** Which answer a request gets: pure, so that it can be tested without a browser. */

/** `shell`: an address of our own that the cache may hold. `page`: the one document. */
export function addressOf(
  url: string,
  mode: string,
  method: string,
  origin: string,
): 'page' | 'asset' | undefined {
  const { origin: from, pathname } = new URL(url);
  if (method !== 'GET' || from !== origin || pathname.startsWith('/api/')) return undefined;
  if (mode === 'navigate') return pathname === '/' ? 'page' : undefined;
  return pathname.startsWith('/assets/') ? 'asset' : undefined;
}

/** Is this answer the file that was asked for? A captive portal's page never is. */
export function isWhole(answer: Response, path: string): boolean {
  const type =
    path === '/'
      ? 'text/html'
      : path.endsWith('.js')
        ? 'text/javascript'
        : path.endsWith('.json')
          ? 'application/json'
          : '';
  return (
    answer.status === 200 &&
    !answer.redirected &&
    (answer.headers.get('content-type') ?? '').startsWith(type)
  );
}
