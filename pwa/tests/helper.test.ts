// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lesson } from '../src/domain/bundle';
import type { LessonProgress } from '../src/domain/fold';
import { herPlace, lasts, waiting } from '../src/domain/helper';
import { isSimpleFor } from '../src/domain/mode';
import { newPhone, openApp } from './phone';

const HALF_HOUR = 30 * 60_000;

const tanda = [
  'tanda',
  'La tanda',
  5,
  '',
  0,
  [
    ['idea', 1, 1, 'Una idea', []],
    ['think', 2, 1, '¿Qué te preocupa?', []],
    ['idea', 3, 1, 'Otra idea', []],
    ['think', 4, 2, '¿Qué quieres?', []],
  ],
] as unknown as Lesson;

const did = (done: Record<number, number>, finished = false): LessonProgress => ({
  opened: true,
  finished,
  done,
  answers: {},
});

describe('her questions', () => {
  const cards = (progress: LessonProgress) =>
    waiting([tanda], { tanda: progress }).map(({ card }) => card);

  it('wait once something after them is done, until she answers them', () => {
    expect(cards(did({ 1: 1 }))).toEqual([]);
    expect(cards(did({ 1: 1, 3: 1 }))).toEqual([2]);
    expect(cards(did({ 1: 1, 2: 1, 3: 1 }))).toEqual([]);
    expect(cards(did({ 1: 1, 3: 1 }, true))).toEqual([2, 4]);
  });

  it('wait anew when their sense has changed', () => {
    expect(cards(did({ 1: 1, 2: 1, 3: 1, 4: 1 }, true))).toEqual([4]);
  });

  it('are none of a lesson she never opened', () => {
    expect(waiting([tanda], {})).toEqual([]);
  });
});

describe('what waits for her', () => {
  it.each([
    ['hersKeys', 'clave telefonos hoy otro llave tarjeta afuera mudanza llave/AB12 otro/XY34'],
    ['hersSeen', 'contacto constancia yo/permisos yo/comparto'],
    ['hersTold', 'esperan encuesta/salida pregunta pregunta/hoy pregunta/rubro pregunta/modo'],
    ['hersBusiness', 'negocio negocio/precio'],
    [undefined, 'yo ayuda privacidad ayudante quien voz idioma/en buscar falta borrado traer/x'],
    [undefined, 'm/precio l/tanda u/demo.x.A1b2C3d4E5 comunidad comunidad/trucos pregunta/n-plata'],
  ])(
    'are places of hers, by what they hold (%s), and not her lessons nor help',
    (holds, places) => {
      for (const place of places.split(' ')) {
        const [page = '', id = ''] = place.split('/');
        expect([place, herPlace(page, id)]).toEqual([place, holds]);
      }
    },
  );
});

describe('the simple form', () => {
  it('is of who asked for it, and of who listens and asked for none', () => {
    expect(isSimpleFor({})).toBe(false);
    expect(isSimpleFor({ listen: true })).toBe(true);
    expect(isSimpleFor({ mode: 'full', listen: true })).toBe(false);
    expect(isSimpleFor({ mode: 'simple' })).toBe(true);
  });
});

describe('help', () => {
  let apart: Map<string, string>;
  beforeEach(() => {
    newPhone();
    apart = new Map();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => apart.get(key) ?? null,
      setItem: (key: string, value: string) => void apart.set(key, value),
      removeItem: (key: string) => void apart.delete(key),
    });
    vi.useRealTimers();
  });

  async function person() {
    const app = await openApp();
    const helper = await import('../src/db/helper');
    const profile = app.device.current() ?? (await app.device.createProfile('y1'));
    const log = await app.openLog(profile);
    const vias = async () => {
      const { events } = (await log.exportAll()) as { events: { via?: string }[] };
      return events.map(({ via }) => via);
    };
    return { ...app, ...helper, id: profile.id, log, vias };
  }

  it('is over after half an hour', () => {
    expect(lasts({ id: 'a', at: 0 }, HALF_HOUR - 1)).toBe(true);
    expect(lasts({ id: 'a', at: 0 }, HALF_HOUR)).toBe(false);
  });

  it('marks what is kept meanwhile and nothing else', async () => {
    const { log, id, beginHelp, endHelp, vias } = await person();
    await log.append('lesson.opened', { lesson: 'tanda' });
    await beginHelp(id, false);
    await log.append('card.done', { lesson: 'tanda', card: 1, rev: 1 });
    await endHelp(id);
    await log.append('card.done', { lesson: 'tanda', card: 2, rev: 1 });
    expect(await vias()).toEqual([undefined, 'helper', undefined]);
    expect(log.progress().lessons.tanda?.done).toEqual({ 1: 1, 2: 1 });
  });

  it('goes on when the app was closed in between, and ends by itself when nobody touches it', async () => {
    const first = await person();
    await first.beginHelp(first.id, false);
    const again = await person();
    await again.log.append('lesson.opened', { lesson: 'tanda' });
    expect(await again.vias()).toEqual(['helper']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HALF_HOUR - 1000 });
    again.touchHelp();
    vi.setSystemTime(Date.now() + HALF_HOUR - 1000);
    expect(again.helping()).toBe(true);
    expect(again.helpRanOut()).toBeUndefined();
    vi.setSystemTime(Date.now() + 1000);
    expect(again.helpRanOut()).toBe(again.id);
    // Until it is ended it goes on shutting what is hers, and a touch does not bring it back.
    again.touchHelp();
    expect(again.helping()).toBe(true);
    expect(again.helpRanOut()).toBe(again.id);
  });

  it('reads aloud, and afterwards as she had it before', async () => {
    const { device, id, beginHelp, endHelp, readsForHelper } = await person();
    await beginHelp(id, false);
    expect(device.current()?.prefs?.listen).toBe(true);
    expect(readsForHelper()).toBe(true);
    await endHelp('somebody else');
    expect(device.current()?.prefs?.listen).toBe(true);
    await endHelp(id);
    expect(device.current()?.prefs?.listen).toBe(false);
    await device.edit(id, (old) => ({ ...old, prefs: { listen: true } }));
    await beginHelp(id, true);
    expect(readsForHelper()).toBe(false);
    await endHelp(id);
    expect(device.current()?.prefs?.listen).toBe(true);
  });

  it('is of one person, and known to this tab where nothing is kept apart', async () => {
    vi.stubGlobal('localStorage', undefined);
    const { helping, beginHelp, endHelp, id } = await person();
    await beginHelp(id, false);
    expect([helping(), helping('another')]).toEqual([true, false]);
    await endHelp(id);
    expect(helping()).toBe(false);
  });
});
