import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHOICES, type Constant } from '../../src/domain/regime';
import { library } from '../../src/downloads/library';
import { esCommunity } from '../../src/i18n/es-community';
import { esMore } from '../../src/i18n/es-more';
import { esToolsList } from '../../src/i18n/es-tools-list';
import { addWords } from '../../src/i18n/t';
import { sums } from '../../src/screens/tools/sums';

const YEAR = 2031;
/** What is kept, by tool and name, and who wants to know when that changes. */
const { kept, heard } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  heard: new Set<() => void>(),
}));
const tell = (change: () => void) =>
  act(() => {
    change();
    for (const one of heard) one();
  });
vi.mock('../../src/screens/tools/own', async () => {
  const { useEffect, useState } = await import('preact/hooks');
  return {
    AWAY: 'fuera',
    useOwn(tool: string) {
      const [, again] = useState(0);
      useEffect(() => {
        const hear = () => again((old) => old + 1);
        heard.add(hear);
        return () => heard.delete(hear);
      }, []);
      const mine = [...kept].filter(([name]) => name.startsWith(`${tool}/`));
      return {
        state: 'ready',
        values: new Map(mine.map(([name, value]) => [name.slice(tool.length + 1), value])),
      };
    },
    // As it is after it was sealed and opened: another object.
    async keep(tool: string, name: string, value: unknown) {
      kept.set(`${tool}/${name}`, JSON.parse(JSON.stringify(value)));
      for (const one of heard) one();
    },
    eraseToday: async () => ({ count: 0, back: async () => {} }),
  };
});

beforeAll(() => addWords({ ...esMore, ...esCommunity, ...esToolsList }));
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('scrollTo', () => {});
  vi.useFakeTimers({ now: new Date(`${YEAR}-06-01T12:00:00-05:00`), toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** By what it is called; a search by role takes seconds on a screen with this many coins. */
const buttons = (): HTMLElement[] => [...document.querySelectorAll('button')];
const nameOf = (one: HTMLElement): string =>
  (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().replace(/\u00a0/g, ' ');
const touch = (name: string) =>
  fireEvent.click(buttons().find((one) => nameOf(one) === name) as HTMLElement);
const openTill = (title: string) => {
  const heading = [...document.querySelectorAll('h2')].find((one) => one.textContent === title);
  fireEvent.click(heading?.closest('section')?.querySelector('.till') as HTMLElement);
};
const options = () => buttons().filter((one) => one.matches('.option'));
const plain = () => (document.body.textContent ?? '').replace(/\u00a0/g, ' ');
/** A word that lacks leaves a button or a title empty. */
const noneEmpty = () =>
  [...document.querySelectorAll('button, h1, h2, h3, a, summary, li')].filter(
    (one) =>
      !one.textContent?.trim() && !one.getAttribute('aria-label') && !one.querySelector('ul'),
  ).length;

describe('the tools that reckon', () => {
  it('say how many menus a week and a day, and keep the sum', async () => {
    render(<sums.BreakEven />);
    expect(plain()).toContain('aquí sale cuántas necesitas');
    for (let i = 0; i < 2; i += 1) touch('billete de 10 soles');
    touch('moneda de 1 sol');
    openTill('¿Cuánto te deja cada venta?');
    touch('moneda de 2 soles');
    touch('moneda de 1 sol');
    fireEvent.input(document.querySelector('input') as HTMLElement, { target: { value: 'menús' } });
    // 21 soles a day, six days: 126 a week, 3 of each.
    expect(plain()).toContain('42 menús a la semana 7 al día.');
    expect(plain()).toContain('Con eso pagas S/ 126.00 a la semana');
    touch('Guardar esta cuenta');
    expect(await screen.findByText('Guardada.')).toBeTruthy();
    expect(kept.get('equilibrio/cuenta')).toMatchObject({ thing: 'menús', keep: [200, 100] });
    // Somebody else's hour: what was erased is not on the screen either.
    tell(() => kept.clear());
    expect(plain()).not.toContain('42');
    expect(plain()).toContain('aquí sale cuántas necesitas');
    expect(noneEmpty()).toBe(0);
  });

  it('set two loans side by side, and count signs without judging', () => {
    render(<sums.LoanScreen />);
    const put = (note: string, tens: number) => {
      touch('billete de 200 soles');
      openTill('¿De cuánto es cada cuota, con todo?');
      touch(note);
      for (let i = 0; i < tens; i += 1) touch('10 más');
      touch('1 más');
    };
    put('billete de 20 soles', 1);
    expect(plain()).toContain('Cuesta S/ 20.00');
    expect(plain()).toMatch(/TCEA: \d+\.\d % al año/);
    touch('Comparar con otro préstamo');
    put('billete de 10 soles', 2);
    expect(plain()).toContain('Cuesta S/ 10.00');
    expect(plain()).toContain('El préstamo 2 cuesta S/ 10.00 menos en total.');
    touch('No te da ningún papel');
    expect(plain()).toContain('Marcaste 1 señal');
    touch('Amenaza, a ti o a otra persona');
    expect(plain()).toContain('Primero ponte a salvo');
    expect(plain()).not.toMatch(/ilegal|delito/);
    expect(noneEmpty()).toBe(0);
  });

  it('show a loan that was kept, and put it away when it is erased', async () => {
    render(<sums.LoanScreen />);
    touch('billete de 200 soles');
    openTill('¿De cuánto es cada cuota, con todo?');
    touch('billete de 50 soles');
    for (let i = 0; i < 5; i += 1) touch('1 más');
    touch('Guardar esta cuenta');
    expect(await screen.findByText('S/ 200.00: 5 cuotas de S/ 50.00')).toBeTruthy();
    expect(kept.size).toBe(1);
    tell(() => kept.clear());
    expect(plain()).not.toContain('5 cuotas');
    expect(plain()).toContain('aquí sale lo que cuesta');
  });

  it('leave the other loan on the screen when one of the two is erased', async () => {
    render(<sums.LoanScreen />);
    touch('billete de 200 soles');
    openTill('¿De cuánto es cada cuota, con todo?');
    touch('billete de 50 soles');
    for (let i = 0; i < 5; i += 1) touch('1 más');
    touch('Guardar esta cuenta');
    await screen.findByText('S/ 200.00: 5 cuotas de S/ 50.00');
    touch('Comparar con otro préstamo');
    touch('billete de 100 soles');
    expect(plain()).toContain('S/ 100.00');
    tell(() => kept.clear());
    expect(plain()).toContain('S/ 100.00');
    expect(plain()).not.toContain('S/ 50.00');
  });

  it('ask one question at a time, and say which figure lacks and who confirms it', () => {
    const open: Constant[] = [['nrus-tope-1', 'centimos', YEAR, 'confirma en la ventanilla']];
    vi.spyOn(library, 'words').mockReturnValue({ constants: open } as never);
    render(<sums.RegimeScreen />);
    for (const [, choices] of Object.entries(CHOICES)) {
      expect(options()).toHaveLength(choices.length);
      expect(noneEmpty()).toBe(0);
      fireEvent.click(options()[0] as HTMLElement);
    }
    expect(plain()).toContain('(confirma en la ventanilla)');
    expect(screen.getAllByText(/Aquí no te digo si entras/)).toHaveLength(3);
    expect(plain()).not.toContain('Por sus topes, puede ser');
    expect(noneEmpty()).toBe(0);
  });

  it('judge by the amounts that are confirmed for this year', () => {
    const known = {
      'nrus-tope-1': 60_000,
      'nrus-tope-2': 90_000,
      'nrus-cuota-1': 500,
      'nrus-cuota-2': 700,
    };
    const rows = Object.entries(known).map(
      ([id, value]): Constant => [id, 'centimos', YEAR, '', value],
    );
    vi.spyOn(library, 'words').mockReturnValue({ constants: rows } as never);
    render(<sums.RegimeScreen />);
    touch('A personas, para su casa');
    touch('No me la piden');
    touch('Hasta S/ 600.00');
    touch('Hasta S/ 600.00');
    touch('En uno');
    touch('Vendo otras cosas');
    expect(plain()).toContain('Cuota al mes: S/ 5.00.');
    expect(screen.getAllByText(/Por sus topes, puede ser/)).toHaveLength(1);
    expect(screen.getAllByText(/Aquí no te digo si entras/)).toHaveLength(2);
  });
});
