import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device, deviceDb } from '../../src/db/device';
import type { Catalog, Edition, Module } from '../../src/domain/bundle';
import { library } from '../../src/downloads/library';
import { Home } from '../../src/screens/home';
import { LessonScreen } from '../../src/screens/lesson';
import { onChange } from '../../src/screens/state/changes';
import { loadRest, restIsAt } from '../../src/screens/state/rest';
import { currentLog, newPerson, openSession, progress } from '../../src/screens/state/session';
import { readShelf } from '../../src/screens/state/shelf';

const module: Module = {
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
        ['idea', 1, 1, 'Primero', ['Gastó 18 soles.', ['r', 'Primero el costo.']]],
        ['think', 2, 1, '¿Y tú?', ['Piensa en ayer.']],
        ['idea', 3, 2, 'Al final', ['Ya sabes.']],
      ],
    ],
  ],
};
const edition: Edition = {
  f: 1,
  k: 'edition',
  id: 'edition-abierta',
  t: 'CREANDO',
  tz: 'America/Lima',
  ls: ['es'],
  ch: [],
  by: 'Edición abierta.',
  cs: [['data.sync', 1, '¿Guardamos una copia?', ['Qué se envía: lo que haces.']]],
};
const catalog: Catalog = {
  version: '00000000',
  edition: 'abierta',
  entries: [
    {
      id: 'precio',
      kind: 'module',
      title: '¿Cuánto cobro?',
      url: '/api/v1/bundles/precio/0',
      sha256: '0',
      transfer_bytes: 4300,
      stored_bytes: 20000,
      locale: 'es',
      rev: 4,
      order: 1,
      minutes: 5,
      lessons: 1,
    },
  ],
};

const add = IDBObjectStore.prototype.add;
const put = IDBObjectStore.prototype.put;

beforeEach(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no signal')));
  vi.stubGlobal('scrollTo', () => {});
  Element.prototype.scrollIntoView = () => {};
  location.hash = '';
  await deviceDb.run(['catalog', 'modules', 'profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').clear();
    store('kv').clear();
    store('catalog').put({ etag: '"0"', catalog }, 'abierta');
    store('modules').put({ sha256: '0', value: module }, 'precio');
    store('modules').put({ sha256: '1', value: edition }, 'edition-abierta');
  });
  await device.open();
  await openSession();
  await library.open();
  restIsAt(() => import('../../src/screens/rest'));
  await loadRest();
  await readShelf();
});
afterEach(() => {
  cleanup();
  IDBObjectStore.prototype.add = add;
  IDBObjectStore.prototype.put = put;
});

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const noRoom = () => {
  throw new DOMException('', 'QuotaExceededError');
};

describe('the player', () => {
  it('rings once for what a touch keeps, when the next card is there', async () => {
    render(<LessonScreen id="tanda" at={0} />);
    await heading('Primero');
    press('Seguir');
    await heading('¿Y tú?');
    press('Volver');
    await heading('Primero');
    const rings: string[] = [];
    const stop = onChange(() => rings.push(location.hash));
    press('Seguir');
    await heading('¿Y tú?');
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'ayer' } });
    press('Seguir');
    await heading('Al final');
    press('Seguir');
    await waitFor(() => expect(progress().lessons.tanda?.finished).toBe(true));
    await waitFor(() => expect(location.hash).toBe('#/l/tanda/4'));
    stop();
    // The last touch keeps two facts: its card, and that the lesson is finished.
    expect(rings.length).toBe(2);
  });

  it('makes a person at the first thing to keep, and goes on only when it is kept', async () => {
    expect(currentLog()).toBeUndefined();
    render(<LessonScreen id="tanda" at={0} />);
    await heading('Primero');
    press('Seguir');
    await heading('¿Y tú?');
    expect(progress().lessons.tanda?.done).toEqual({ 1: 1 });
    expect(device.profiles()).toHaveLength(1);
    expect(screen.getByText('Guardado en tu teléfono')).toBeTruthy();
  });

  it('says so when nothing could be kept, keeps her words, and goes on when it can', async () => {
    render(<LessonScreen id="tanda" at={0} />);
    await heading('Primero');
    press('Seguir');
    await heading('¿Y tú?');
    const words = screen.getByRole('textbox');
    fireEvent.input(words, { target: { value: 'Mis arepas' } });
    IDBObjectStore.prototype.put = noRoom;
    IDBObjectStore.prototype.add = noRoom;
    press('Seguir');
    await screen.findByText(/^No se guardó: tu teléfono no tiene espacio/);
    expect(screen.queryByText('Guardado en tu teléfono')).toBeNull();
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Mis arepas');
    expect(progress().lessons.tanda?.done).toEqual({ 1: 1 });
    IDBObjectStore.prototype.put = put;
    IDBObjectStore.prototype.add = add;
    press('Probar otra vez');
    await heading('Al final');
    expect(await currentLog()?.note('think:tanda/2')).toBe('Mis arepas');
    expect(JSON.stringify(await currentLog()?.exportAll())).toContain('Mis arepas');
  });

  it('opens where she left off, and ends in her cloth', async () => {
    render(<LessonScreen id="tanda" at={0} />);
    await heading('Primero');
    press('Seguir');
    await heading('¿Y tú?');
    cleanup();
    render(<LessonScreen id="tanda" at={0} />);
    await heading('¿Y tú?');
    press('Seguir');
    await heading('Al final');
    press('Seguir');
    await heading('¡Tejiste una banda!');
    expect(progress().lessons.tanda).toMatchObject({
      finished: true,
      done: { 1: 1, 2: 1, 3: 2 },
    });
    expect(screen.getByRole('img', { name: /Llevas 1 banda/ })).toBeTruthy();
  });

  it('asks about a copy once, and remembers a no without sending anything', async () => {
    render(<LessonScreen id="tanda" at={3} />);
    await heading('Al final');
    press('Seguir');
    await heading('¡Tejiste una banda!');
    await waitFor(() => {
      press('Cerrar');
      expect(screen.getByRole('button', { name: 'Solo en mi teléfono' })).toBeTruthy();
    });
    await screen.findByText('Qué se envía: lo que haces.');
    press('Solo en mi teléfono');
    await waitFor(() => expect(location.hash).toBe('#/'));
    expect(progress().consents).toEqual({});
    cleanup();
    render(<LessonScreen id="tanda" at={4} />);
    await heading('¡Tejiste una banda!');
    await new Promise((resolve) => setTimeout(resolve, 50));
    location.hash = '#/x';
    press('Cerrar');
    await waitFor(() => expect(location.hash).toBe('#/'));
  });

  it('asks again who said yes to a text that has another sense since', async () => {
    render(<LessonScreen id="tanda" at={3} />);
    await heading('Al final');
    press('Seguir');
    await heading('¡Tejiste una banda!');
    await waitFor(() => {
      press('Cerrar');
      expect(screen.getByRole('button', { name: 'Solo en mi teléfono' })).toBeTruthy();
    });
    await screen.findByText('Qué se envía: lo que haces.');
    press('Sí, guardar también una copia');
    await waitFor(() => expect(progress().consents).toEqual({ 'data.sync': 1 }));
    const [words] = edition.cs;
    const changed = { ...edition, cs: [[words?.[0], 2, words?.[2], ['Ahora también…']]] };
    await deviceDb.run(['modules'], 'readwrite', (store) => {
      store('modules').put({ sha256: '2', value: changed }, 'edition-abierta');
    });
    await library.open();
    cleanup();
    render(<LessonScreen id="tanda" at={4} />);
    await heading('¡Tejiste una banda!');
    await waitFor(() => {
      press('Cerrar');
      expect(screen.getByRole('button', { name: 'Solo en mi teléfono' })).toBeTruthy();
    });
    await screen.findByText('Ahora también…');
    press('Sí, guardar también una copia');
    await waitFor(() => expect(progress().consents).toEqual({ 'data.sync': 2 }));
  });

  it('does not ask before it can say what would be sent', async () => {
    await deviceDb.run(['modules'], 'readwrite', (store) => {
      store('modules').delete('edition-abierta');
    });
    await library.open();
    render(<LessonScreen id="tanda" at={3} />);
    await heading('Al final');
    press('Seguir');
    await heading('¡Tejiste una banda!');
    await new Promise((resolve) => setTimeout(resolve, 50));
    location.hash = '#/x';
    press('Cerrar');
    await waitFor(() => expect(location.hash).toBe('#/'));
  });

  it('says what a lesson weighs that is not here', async () => {
    render(<LessonScreen id="no-esta" at={0} />);
    await heading('Esta página no existe');
  });
});

describe('the first thing to touch', () => {
  /** She came by an invitation: somebody, who neither said what presses her nor began. */
  const arrive = () => newPerson('y1');
  const link = (name: string) => screen.findByRole('link', { name });

  it('is the question before the first card, for who came by an invitation', async () => {
    await arrive();
    render(<Home asks={undefined} />);
    await heading('Tu ruta');
    expect((await link('Empezar')).getAttribute('href')).toBe('#/empezar');
    expect(screen.queryByText('¿Qué necesitas hoy?')).toBeNull();
    cleanup();
    render(<Home asks={true} />);
    await heading('¿Qué te aprieta hoy?');
    press('Seguir');
    await waitFor(() => expect(location.hash).toBe('#/l/tanda'));
  });

  it('is her lesson once she began, whatever address she comes by', async () => {
    await arrive();
    await currentLog()?.append('lesson.opened', { lesson: 'tanda' });
    render(<Home asks={true} />);
    await heading('Tu ruta');
    expect((await link('Seguir')).getAttribute('href')).toBe('#/l/tanda');
  });

  it('says what the next module weighs while none is here, and brings it', async () => {
    await deviceDb.run(['modules'], 'readwrite', (store) => store('modules').delete('precio'));
    await library.open();
    readShelf();
    await arrive();
    await currentLog()?.append('need.chosen', { needs: ['precio'] });
    render(<Home asks={undefined} />);
    await heading('Tu ruta');
    const [first] = screen.getAllByText(/^Por bajar · 4 kB$/);
    expect(first?.closest('section')?.textContent).toContain('¿Cuánto cobro?');
    press('Seguir');
    await screen.findByText(/^No se pudo bajar/);
  });
});
