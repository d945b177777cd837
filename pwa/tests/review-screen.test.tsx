import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useEffect, useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device, deviceDb } from '../src/db/device';
import { beginHelp, endHelp } from '../src/db/helper';
import type { Catalog, Module } from '../src/domain/bundle';
import { CODES } from '../src/domain/event-types.gen';
import { weekOf } from '../src/domain/habits';
import { library } from '../src/downloads/library';
import { review } from '../src/screens/review/review';
import { onChange } from '../src/screens/state/changes';
import { loadRest, restIsAt } from '../src/screens/state/rest';
import { currentLog, keep, newPerson, openSession, rows } from '../src/screens/state/session';
import { readShelf } from '../src/screens/state/shelf';

const options = [
  ['a', '1 sol', 0, 'Eso es lo que entra.'],
  ['b', '10 céntimos', 1, 'Entra 1 sol, salen 90 céntimos.'],
];
const module = {
  f: 1,
  k: 'module',
  id: 'precio',
  l: 'es',
  t: '¿Cuánto cobro?',
  o: 'No vendo perdiendo.',
  p: 0,
  ls: [
    [
      'tanda',
      'Cuánto costó la tanda',
      5,
      'Primero sé cuánto me cuesta.',
      0,
      [
        ['idea', 1, 1, 'Primero', []],
        ['one', 2, 1, '¿Cuánto le queda?', [], options],
      ],
      { h: '¿Sacaste un costo esta semana?' },
    ],
  ],
} as unknown as Module;
const entry = {
  id: 'precio',
  kind: 'module',
  url: '/precio',
  sha256: '0',
  title: '',
  locale: 'es',
};
const catalog = { version: '0', edition: 'abierta', entries: [entry] } as unknown as Catalog;

const lima = (text: string): number => Date.parse(`${text}-05:00`);
const add = IDBObjectStore.prototype.add;

/** She finished the lesson on a Monday and took its rule up; ten days later she is here again. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: lima('2026-11-23T10:00:00') });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no signal')));
  vi.stubGlobal('scrollTo', () => {});
  Element.prototype.scrollIntoView = () => {};
  await deviceDb.run(['catalog', 'modules', 'profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').clear();
    store('kv').clear();
    store('catalog').put({ etag: '"0"', catalog }, 'abierta');
    store('modules').put({ sha256: '0', value: module }, 'precio');
  });
  await device.open();
  await openSession();
  await library.open();
  restIsAt(() => import('../src/screens/rest'));
  await loadRest();
  readShelf();
  await newPerson('y1');
  await keep('answer.given', { lesson: 'tanda', card: 2, rev: 1, option: 'b' });
  await keep('lesson.finished', { lesson: 'tanda' });
  await keep('habit.taken', { lesson: 'tanda', on: 1 });
  vi.setSystemTime(lima('2026-12-03T10:00:00'));
});
afterEach(async () => {
  cleanup();
  IDBObjectStore.prototype.add = add;
  await currentLog()?.erase();
  vi.useRealTimers();
});

/** Drawn anew after each change, as src/app.tsx does. */
function Drawn({ id }: { id: string }) {
  const [, draw] = useState(0);
  useEffect(() => onChange(() => draw((n) => n + 1)), []);
  return <review.Place id={id} />;
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { name });
const said = (type: keyof typeof CODES) =>
  rows()
    .filter(({ t }) => t === CODES[type])
    .map(({ d }) => d);

describe('Repaso', () => {
  it('asks about the rule first, then shows the card, and keeps each answer', async () => {
    render(<Drawn id="hoy" />);
    await heading('¿Sacaste un costo esta semana?');
    await press('No');
    await screen.findByText('No pasa nada. Gracias por decirlo.');
    await press('A medias');
    await press('Seguir');
    await heading('¿Cuánto le queda?');
    const week = weekOf(lima('2026-12-03T10:00:00') / 1000);
    expect(said('habit.checked')).toEqual([{ lesson: 'tanda', week, answer: 'part' }]);
    await press('1 sol');
    await screen.findByText('Eso es lo que entra.');
    await press('Probar otra vez');
    await press('1 sol');
    await press('Probar otra vez');
    await press('10 céntimos');
    await screen.findByText('Entra 1 sol, salen 90 céntimos.');
    await press('Seguir');
    await heading('¡Listo por hoy!');
    const card = { lesson: 'tanda', card: 2, rev: 1 };
    // Wrong once and then right; the lesson's own answers stay as they were.
    expect(said('card.recalled')).toEqual([
      { ...card, rating: 1 },
      { ...card, rating: 2 },
    ]);
    expect(said('answer.given')).toHaveLength(1);
    screen.getByText('Revisaste una regla tuya.');
    screen.getByText('Lo que no salió vuelve pronto, con calma.');
    cleanup();
    render(<Drawn id="" />);
    await screen.findByText(/Lo próximo vuelve el .*viernes 4 de diciembre/);
  });

  it('keeps what is known as such', async () => {
    render(<Drawn id="hoy" />);
    await press('Ahora no');
    await press('10 céntimos');
    await press('Seguir');
    await screen.findByText('Recordaste una tarjeta.');
    expect(said('card.recalled')).toMatchObject([{ rating: 3 }]);
    expect(said('habit.checked')).toMatchObject([{ answer: 'notnow' }]);
    expect(screen.queryByText('Revisaste una regla tuya.')).toBeNull();
  });

  it('says when an answer was not kept, and the same touch tries again', async () => {
    render(<Drawn id="hoy" />);
    await press('Sí');
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    await press('Seguir');
    await screen.findByText(/^No se guardó: tu teléfono no tiene espacio/);
    await heading('¿Sacaste un costo esta semana?');
    IDBObjectStore.prototype.add = add;
    await press('Seguir');
    await heading('¿Cuánto le queda?');
  });

  it('lets a rule go and takes it up again, under the same thumb', async () => {
    render(<Drawn id="" />);
    screen.getByText(/La pregunta de esta semana está/);
    await press('Dejar esta regla');
    await screen.findByText(/^La dejaste/);
    await waitFor(() => expect(screen.queryByText('1 pregunta sobre tu regla')).toBeNull());
    await press('Quiero hacerlo cada semana');
    await screen.findByText(/^Es una de tus reglas. Te pregunto el lunes 7/);
    expect(said('habit.taken').map((d) => d?.on)).toEqual([1, 0, 1]);
  });

  it('offers the rule at the end of its lesson', async () => {
    location.hash = '#/l/tanda/2';
    render(<review.TakeRule />);
    await heading('¿Lo haces tu costumbre?');
    await press('Dejar esta regla');
    await screen.findByRole('button', { name: 'Quiero hacerlo cada semana' });
  });

  it('shows who helps her the cards alone', async () => {
    await beginHelp(device.current()?.id ?? '', true);
    location.hash = '#/l/tanda/2';
    const { container } = render(<review.TakeRule />);
    expect(container.textContent).toBe('');
    cleanup();
    render(<Drawn id="" />);
    await screen.findByText('1 tarjeta que ya conoces');
    expect(screen.queryByText('Mis reglas')).toBeNull();
    expect(screen.queryByText('1 pregunta sobre tu regla')).toBeNull();
    await endHelp(device.current()?.id ?? '');
  });

  it('stands above the route while there is something', async () => {
    const { container } = render(<review.ReviewLine />);
    expect(container.textContent).toBe('Tu repaso de hoy · 1\u00a0min');
    cleanup();
    render(<Drawn id="hoy" />);
    await press('Ahora no');
    await press('10 céntimos');
    await press('Seguir');
    await heading('¡Listo por hoy!');
    cleanup();
    expect(render(<review.ReviewLine />).container.textContent).toBe('');
  });
});
