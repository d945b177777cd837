/** Mark on the screen the sentence that is being said. */

type Highlights = { set(name: string, value: object): void; delete(name: string): void };
const registry = (): Highlights | undefined =>
  (globalThis.CSS as unknown as { highlights?: Highlights } | undefined)?.highlights;

const NAME = 'said';
const SKIPPED = '.gone, [data-listen], script, style';
/** Where the last sentence ended: the same words may stand on the screen twice. */
let from = 0;
let block: Element | undefined;

/** Take the mark away; the next one is looked for from the top. */
export function unmark(): void {
  from = 0;
  clear();
}

function clear(): void {
  registry()?.delete(NAME);
  block?.classList.remove(NAME);
  block = undefined;
}

/** Mark a sentence as it stands on the screen; words that do not stand there mark nothing. */
export function mark(text: string): void {
  clear();
  const range = find(text);
  if (!range) return;
  const highlights = registry();
  block = range.startContainer.parentElement?.closest('p, li, h1, h2, h3, button, a') ?? undefined;
  if (highlights) highlights.set(NAME, new (globalThis as unknown as Maker).Highlight(range));
  else block?.classList.add(NAME);
  const { top, bottom } = range.getBoundingClientRect();
  const floor = document.querySelector('.foot, .tabs')?.getBoundingClientRect().top ?? innerHeight;
  if (top < 0 || bottom > floor) block?.scrollIntoView({ block: 'center' });
}

type Maker = { Highlight: new (range: Range) => object };

function find(text: string): Range | undefined {
  const nodes: { node: Text; start: number }[] = [];
  let all = '';
  const root = document.getElementById('app') as HTMLElement;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest(SKIPPED)) continue;
    nodes.push({ node, start: all.length });
    all += node.data;
  }
  const later = all.indexOf(text, from);
  const start = later < 0 ? all.indexOf(text) : later;
  if (start < 0) return undefined;
  from = start + text.length;
  const range = document.createRange();
  const set = (place: number, how: 'setStart' | 'setEnd') => {
    const isEnd = how === 'setEnd';
    const holder = nodes.filter((one) => (isEnd ? one.start < place : one.start <= place)).pop();
    if (holder) range[how](holder.node, place - holder.start);
  };
  set(start, 'setStart');
  set(from, 'setEnd');
  return range;
}
