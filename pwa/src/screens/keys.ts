/** A lesson by keys alone: 1 to 9 for an option, arrows between them, Enter goes on, Escape closes. */

/** What has keys of its own, or does something by itself when Enter is pressed on it. */
const OWN = 'input, textarea, select';
const PRESSED = 'a[href], button, summary';

const all = (selector: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

/** Move among what a thumb would press on the card; from its title, to the first. */
function step(by: number): boolean {
  const choices = all('main button, main a[href]');
  const at = choices.indexOf(document.activeElement as HTMLElement);
  const to = at < 0 && by < 0 ? choices.length - 1 : at + by;
  choices[to]?.focus();
  return !!choices[to];
}

/** Press a thing if it is there. */
function press(one: HTMLElement | null | undefined): boolean {
  one?.click();
  return !!one;
}

/** The drawn key of a figure, or the one that erases. */
const figure = (key: string): HTMLElement | undefined =>
  key === 'Backspace'
    ? all('.keys button').pop()
    : all('.keys button').find((one) => one.textContent === key);

/** Do what a key means here; tell whether it meant something. */
function answer(key: string, target: Element): boolean {
  if (key === 'Escape') return press(all('.lesson .round, .party .round')[0]);
  if (target.matches(OWN)) return false;
  if (key === 'ArrowDown' || key === 'ArrowRight') return step(1);
  if (key === 'ArrowUp' || key === 'ArrowLeft') return step(-1);
  if (key === 'Enter' && !target.matches(PRESSED)) return press(all('.foot .btn, .party .btn')[0]);
  // A card with figures of its own hears those that are typed upon it.
  if (document.querySelector('.keys'))
    return !target.closest('.display, .keys') && press(figure(key));
  if (/^[1-9]$/.test(key))
    return press(all('.options button.option, .steps button')[Number(key) - 1]);
  return false;
}

/** Listen while a lesson or its end is on the screen. */
export function watchKeys(): void {
  addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, altKey, metaKey, defaultPrevented } = event;
    if (ctrlKey || altKey || metaKey || defaultPrevented || !(target instanceof Element)) return;
    if (document.querySelector('.lesson, .party') && answer(key, target)) event.preventDefault();
  });
}
