/** Which browser this is, to show its own menu: what it can do first, its name only as a hint. Pure. */
export type Browser = 'chrome' | 'samsung' | 'firefox' | 'safari';

export type Signs = {
  /** Only WebKit on iOS says whether the page stands on the home screen. */
  standalone: boolean;
  /** Only Chromium offers to install. */
  prompt: boolean;
  /** Only Gecko knows this measure of a window. */
  gecko: boolean;
  /** What it calls itself. */
  agent: string;
};

/** Tell the browser whose menu she sees; Chrome's when nothing tells. */
export function browserOf({ standalone, prompt, gecko, agent }: Signs): Browser {
  if (standalone) return 'safari';
  if (gecko) return 'firefox';
  if (/SamsungBrowser/.test(agent)) return 'samsung';
  if (!prompt && /iPhone|iPad|iPod/.test(agent)) return 'safari';
  return 'chrome';
}
