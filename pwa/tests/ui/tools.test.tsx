import {
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPhone } from '../phone';

/** The app's parts that a tool needs, as fresh as after a start. */
async function app() {
  const { device } = await import('../../src/db/device');
  const session = await import('../../src/screens/state/session');
  const { addWords } = await import('../../src/i18n/t');
  const { es } = await import('../../src/i18n/es');
  const { esMore } = await import('../../src/i18n/es-more');
  const { esCommunity } = await import('../../src/i18n/es-community');
  const { esToolsList } = await import('../../src/i18n/es-tools-list');
  const { esEnding } = await import('../../src/i18n/es-ending');
  const { restIsAt } = await import('../../src/screens/state/rest');
  const { openLog } = await import('../../src/db/log');
  addWords({ ...es, ...esMore, ...esCommunity, ...esToolsList, ...esEnding });
  restIsAt(async () => ({ rest: { openLog, atHand: async () => {} } as never }));
  await device.open();
  if (device.current()) await session.openSession();
  const { Cash } = await import('../../src/screens/tools/cash/cash');
  const { PriceScreen } = await import('../../src/screens/tools/price/price');
  const { Business } = await import('../../src/screens/places/business');
  return { ...session, Cash, PriceScreen, Business };
}

configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? '') });

/** By what it says or is called; asking for roles costs seconds here. */
const find = (name: RegExp): HTMLElement[] =>
  [...document.querySelectorAll('button')].filter((one) =>
    name.test((one.getAttribute('aria-label') ?? one.textContent ?? '').replace(/\s/g, ' ')),
  );
const press = (name: string | RegExp) => {
  const [one] = find(typeof name === 'string' ? new RegExp(`^${name}$`) : name);
  if (!one) throw new Error(`no button ${name}`);
  fireEvent.click(one);
};
const pad = (...pieces: string[]) => {
  for (const piece of pieces) press(piece);
};

beforeEach(() => {
  cleanup();
  newPhone();
  vi.stubGlobal('scrollTo', () => {});
});

describe('the cash notebook', () => {
  it('counts the tin, says what stayed, and keeps it over a restart', async () => {
    const { Cash } = await app();
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    pad('billete de 20 soles', 'moneda de 5 soles');
    // She may have forgotten the morning: then the sum says what it takes for granted.
    expect(screen.getByText(/^Si en la mañana no había nada/).textContent).toMatch(/25\.00/);
    press(/^Poner monedas/);
    pad('billete de 10 soles');
    expect(screen.getByText(/Hoy quedaron/).textContent).toMatch(/15\.00/);
    press('Guardar la cuenta de hoy');
    await screen.findByText(/Guardado\. Si cuentas otra vez/);
    cleanup();
    vi.resetModules();
    const again = await app();
    render(<again.Cash />);
    expect((await screen.findByText(/Hoy quedaron/)).textContent).toMatch(/15\.00/);
  });

  it('writes a debt with a name, marks it paid in one touch, and takes that back', async () => {
    const { Cash, rows } = await app();
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    press('Anotar');
    press('Me deben');
    pad('moneda de 5 soles');
    press('Venta');
    fireEvent.input(screen.getByLabelText('¿Quién?'), { target: { value: 'Rosa' } });
    press('Guardar');
    const name = /^Ya me pagó: S\/ 5\.00, Me deben · Rosa · Venta · Negocio$/;
    await waitFor(() => expect(find(name)).toHaveLength(1));
    expect(JSON.stringify(rows())).not.toContain('Rosa');
    press(name);
    await screen.findByText('Nadie te debe y no debes.');
    expect(screen.getByText(/^Negocio\./).parentElement?.textContent).toMatch(/Entró S\/.5\.00/);
    await waitFor(() => press('Deshacer'));
    await waitFor(() => expect(find(name)).toHaveLength(1));
  });

  it('erases what was kept today, and brings it back', async () => {
    const { Cash } = await app();
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    pad('moneda de 5 soles');
    press('Guardar la cuenta de hoy');
    await screen.findByText(/Guardado\. Si cuentas otra vez/);
    press('Borrar lo de hoy');
    await screen.findByText('Se borró lo de hoy.');
    await waitFor(() => expect(screen.queryByText(/hoy quedaron/)).toBeNull());
    fireEvent.click(find(/^Deshacer$/).pop() as HTMLElement);
    await screen.findByText(/hoy quedaron/);
  });

  it('writes one line for two touches of a trembling thumb', async () => {
    const { Cash, rows } = await app();
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    press('Anotar');
    pad('moneda de 5 soles');
    press('Guardar');
    press('Guardar');
    await screen.findByText('Anotado.');
    press('Guardar');
    await new Promise((done) => setTimeout(done, 50));
    expect(rows().filter(({ enc }) => enc)).toHaveLength(1);
    screen.getByText('Anotado.');
  });

  it('mends a debt of another day: taken away, or paid by mistake', async () => {
    const { Cash, someLog } = await app();
    const { keepOwn } = await import('../../src/vault/private');
    const log = await someLog();
    await keepOwn(log, 'caja/2026-01-05/a', { k: 'owed', p: 'negocio', a: 500, w: '', n: 'Rosa' });
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    press('Anotar');
    await waitFor(() => press(/^Ya me pagó: /));
    await screen.findByText('Nadie te debe y no debes.');
    expect(screen.getByText(/^Negocio\./).parentElement?.textContent).toMatch(/Entró S\/.5\.00/);
    await waitFor(() => press(/^Todavía no se pagó: /));
    await waitFor(() => expect(find(/^Ya me pagó: /)).toHaveLength(1));
    expect(screen.queryByText(/^Negocio\./)).toBeNull();
    press(/^Quitar: S\/ 5\.00, Me deben/);
    await screen.findByText('Nadie te debe y no debes.');
  });

  it('keeps the way back when what was of today is erased by two touches', async () => {
    const { Cash } = await app();
    render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    pad('moneda de 5 soles');
    press('Guardar la cuenta de hoy');
    await screen.findByText(/Guardado\. Si cuentas otra vez/);
    press('Borrar lo de hoy');
    press('Borrar lo de hoy');
    await screen.findByText('Se borró lo de hoy.');
    await new Promise((done) => setTimeout(done, 600));
    press('Borrar lo de hoy');
    await new Promise((done) => setTimeout(done, 50));
    fireEvent.click(find(/^Deshacer$/).pop() as HTMLElement);
    await screen.findByText(/hoy quedaron/);
  });

  it('shows nothing of hers while somebody helps', async () => {
    const { Cash } = await app();
    const first = render(<Cash />);
    await screen.findByText('¿Cuánta plata hay ahora en la lata del negocio?');
    pad('moneda de 5 soles');
    press('Guardar la cuenta de hoy');
    await screen.findByText(/Guardado\. Si cuentas otra vez/);
    first.unmount();
    const { device } = await import('../../src/db/device');
    const { beginHelp, endHelp } = await import('../../src/db/helper');
    const { keep } = await import('../../src/screens/tools/own');
    await beginHelp(device.current()?.id ?? '', true);
    render(<Cash />);
    await new Promise((done) => setTimeout(done, 50));
    expect(document.body.textContent).not.toMatch(/5\.00/);
    await expect(keep('caja', 'x', 1)).rejects.toThrow();
    await endHelp(device.current()?.id);
  });
});

describe('the price', () => {
  it('keeps a list of names and prices, and takes no telephone for a name', async () => {
    const { PriceScreen } = await app();
    render(<PriceScreen />);
    press('Mi lista');
    const name = await screen.findByLabelText('¿Qué vendes?');
    fireEvent.input(name, { target: { value: 'Rosa 987 654 321' } });
    pad('moneda de 2 soles');
    press('Guardar en mi lista');
    await screen.findByText(/Eso parece un teléfono/);
    fireEvent.input(name, { target: { value: 'Arepa' } });
    press('Guardar en mi lista');
    press('Guardar en mi lista');
    await screen.findByText('Está en tu lista.');
    press('Guardar en mi lista');
    const message = await screen.findByText(/• Arepa: S\/.2\.00/);
    expect(message.textContent).toMatch(/^Mis precios\n• Arepa: S\/.2\.00$/);
  });

  it('puts her time, the rest and the margin in the price, and that price in the list', async () => {
    const { PriceScreen } = await app();
    render(<PriceScreen />);
    press('Mi tiempo');
    pad('billete de 10 soles');
    press('10 más');
    press('1 hora más');
    press(/^Poner monedas/);
    pad('moneda de 5 soles');
    press(/^S\/ 2\.00$/);
    expect(screen.getByText('Cobra por cada una').textContent).toMatch(/1\.80/);
    press('Poner este precio en mi lista');
    await screen.findByLabelText('¿Qué vendes?');
    expect(document.querySelector('.till output')?.textContent).toMatch(/1\.80/);
  });
});

describe('Mi negocio', () => {
  it('shows what she uses first, hides what she likes, and brings it back', async () => {
    const { Business, someLog } = await app();
    const { keep } = await import('../../src/screens/tools/own');
    await someLog();
    await keep('precio', 'a', { n: 'Arepa', a: 150 });
    render(<Business id="" />);
    const used = (await screen.findByText('Las que usas')).parentElement as HTMLElement;
    expect(used.querySelectorAll('a')).toHaveLength(1);
    within(used).getByText('¿Cuánto cobro?');
    await keep('fuera', 'caja', true);
    await waitFor(() => expect(screen.queryByText('Mi caja')).toBeNull());
    press('Poner en la lista: Mi caja');
    await screen.findByText('Mi caja');
  });
});
