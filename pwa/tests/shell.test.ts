// @vitest-environment node
import { beforeEach, expect, it, vi } from 'vitest';

const reload = vi.fn();

/** A page whose worker container says whether a worker holds it already. */
async function page(held: boolean) {
  const container = Object.assign(new EventTarget(), {
    controller: held ? {} : null,
    register: async () => Object.assign(new EventTarget(), { waiting: null }),
  });
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('location', { reload });
  const { registerWorker } = await import('../src/downloads/shell');
  await registerWorker();
  return () => container.dispatchEvent(new Event('controllerchange'));
}

beforeEach(() => {
  vi.resetModules();
  reload.mockClear();
});

it('the first worker takes the page over without a reload', async () => {
  const change = await page(false);
  change();
  expect(reload).not.toHaveBeenCalled();
});

it('a newer one reloads the page, in its very first opening too', async () => {
  const change = await page(false);
  change();
  change();
  expect(reload).toHaveBeenCalledTimes(1);
});

it('a newer one reloads a page that a worker already held', async () => {
  const change = await page(true);
  change();
  expect(reload).toHaveBeenCalledTimes(1);
});
