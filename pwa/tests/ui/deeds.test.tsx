import 'fake-indexeddb/auto';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device } from '../../src/db/device';
import { openLog } from '../../src/db/log';
import { foldDeeds } from '../../src/domain/deeds';
import { CODES } from '../../src/domain/event-types.gen';
import { foldMeetings } from '../../src/domain/meetings';
import { esCommunity } from '../../src/i18n/es-community';
import { esEnding } from '../../src/i18n/es-ending';
import { esMore } from '../../src/i18n/es-more';
import { esToolsList } from '../../src/i18n/es-tools-list';
import { addWords } from '../../src/i18n/t';
import { Ahead, readAhead } from '../../src/screens/after/ahead';
import { deeds } from '../../src/screens/places/deeds/deeds';
import { loadRest, type Rest, restIsAt } from '../../src/screens/state/rest';
import { currentLog, keep, newPerson, rows } from '../../src/screens/state/session';

vi.mock('../../src/screens/state/shelf', () => ({
  findLesson: (lesson: string) => ({
    lesson: [lesson, 'La tanda', 5, '', 0, [['do', 1, 1, `Hazlo: ${lesson}`, [], [[], [], []]]]],
  }),
}));
vi.mock('../../src/screens/after/install', () => ({
  Invitation: () => null,
  useInvitation: () => ['none', () => {}],
  wasInvited: async () => true,
}));

addWords({ ...esMore, ...esCommunity, ...esEnding, ...esToolsList });

// Nothing waits for real: a slow machine is not a fault.
configure({ asyncUtilTimeout: 15_000 });

const DAY = 86_400_000;
/** A Monday at ten in Lima. Each answer has a second of its own: the app waits for the next one. */
const MONDAY = Date.UTC(2026, 10, 30, 15);

const later = (days: number) => vi.setSystemTime(MONDAY + days * DAY);
const take = (lesson: string) =>
  keep('action.taken', { lesson, card: 1, rev: 1, when: 'tomorrow', where: 'stall' });
const standings = () =>
  foldDeeds(rows()).map(({ lesson, standing, result }) => [lesson, result?.result ?? standing]);
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('what she decided', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    later(0);
    restIsAt(async () => ({ rest: { openLog, atHand: async () => {} } as unknown as Rest }));
    await loadRest();
    await device.open();
    await newPerson();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('is kept in one touch, and taken back', async () => {
    await take('tanda');
    later(1);
    render(<deeds.Mine />);
    await press('A medias');
    await screen.findByText(/Ya empezaste/);
    expect(standings()).toEqual([['tanda', 'half']]);
    later(1.001);
    await press('Cambiar mi respuesta');
    await screen.findByRole('button', { name: 'Funcionó' });
    expect(standings()).toEqual([['tanda', 'open']]);
  });

  it('repeats the place to her, sealed in her log', async () => {
    await take('tanda');
    render(<deeds.Mine />);
    const place = await screen.findByLabelText('¿Dónde? Con tus palabras');
    fireEvent.input(place, { target: { value: 'La mesa de la cocina' } });
    await press('Guardar');
    await screen.findByText(/^martes, 1 de diciembre, 9:00.*La mesa de la cocina$/);
    expect(JSON.stringify(rows())).not.toContain('cocina');
    expect(
      rows().filter(({ t, enc }) => t === CODES['own.kept'] && enc?.to === 'self'),
    ).toHaveLength(1);
    // What leaves by her own hand has her words, and only then.
    expect(screen.getByText(/Decidí hacer esto: Hazlo: tanda.*La mesa de la cocina/)).toBeTruthy();
  });

  it('of a late night goes no hour backwards when she wants it later', async () => {
    later(12.5 / 24);
    await keep('action.taken', {
      lesson: 'tanda',
      card: 1,
      rev: 1,
      when: 'closing',
      where: 'home',
    });
    render(<deeds.Mine />);
    await press('1 hora después');
    await press('Guardar');
    await screen.findByText(/^lunes, 30 de noviembre, 11:00.*/);
  });

  it('offers no reminder that cannot ring', async () => {
    await take('tanda');
    later(1.5);
    render(<deeds.Mine />);
    await screen.findByRole('heading', { name: 'Hazlo: tanda' });
    expect(screen.queryByText('Que algo te avise')).toBeNull();
  });

  it('is two at once: the third makes one wait, and she says which', async () => {
    for (const [n, lesson] of ['uno', 'dos', 'tres'].entries()) {
      later(n / 1000);
      await take(lesson);
    }
    later(0.01);
    const { plan } = await deeds.look();
    if (!plan) throw new Error('nothing to settle');
    expect(plan.others.map(({ lesson }) => lesson)).toEqual(['uno', 'dos']);
    const held = vi.fn();
    render(<deeds.Plan of={plan} hold={held} />);
    await press('Hazlo: dos');
    await waitFor(() => expect(held).toHaveBeenCalledWith(false));
    expect(standings()).toEqual([
      ['uno', 'open'],
      ['tres', 'open'],
      ['dos', 'later'],
      ['uno', 'replaced'],
    ]);
    // Settled: it is not asked again, and the one that waits is shown on Mi negocio.
    expect((await deeds.look()).plan).toBeFalsy();
    render(<deeds.Mine />);
    expect(await screen.findByRole('button', { name: 'Hacer esta ahora' })).toBeTruthy();
  });

  it('is asked about above her route, then in a week, and not when it was put away', async () => {
    await take('tanda');
    later(1);
    render(<Ahead Question={undefined} />);
    await screen.findByText(/Dijiste que lo harías al día siguiente/);
    await press('Funcionó');
    await screen.findByText(/¡Qué bien!/);
    cleanup();
    later(7);
    expect((await deeds.look()).question).toBeUndefined();
    later(8);
    render(<Ahead Question={undefined} />);
    await screen.findByText(/¿Lo hiciste otra vez\?/);
    await press('Quitar este aviso');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect((await deeds.look()).question).toBeUndefined();
  });

  it('is there at the first drawing where it was looked up before, and only there', async () => {
    await take('tanda');
    later(1);
    await readAhead();
    render(<Ahead Question={undefined} />);
    expect(screen.getByText(/Dijiste que lo harías al día siguiente/)).toBeTruthy();
    cleanup();
    render(<Ahead Question={undefined} />);
    expect(screen.queryByText(/Dijiste que lo harías/)).toBeNull();
    await screen.findByText(/Dijiste que lo harías/);
  });

  it('asks about the other one when the first was answered', async () => {
    await take('uno');
    later(0.001);
    await take('dos');
    later(1.3);
    render(<Ahead Question={undefined} />);
    await screen.findByText(/«Hazlo: dos»/);
    await press('No pude');
    await screen.findByText(/A veces el día no alcanza/);
    await press('Quitar este aviso');
    await screen.findByText(/«Hazlo: uno»/);
    expect(screen.queryByText(/A veces el día no alcanza/)).toBeNull();
    later(1.301);
    await press('Por seguridad, no');
    await screen.findByText(/Hiciste bien en cuidarte/);
    expect(standings()).toEqual([
      ['dos', 'couldnt'],
      ['uno', 'unsafe'],
    ]);
  });

  it('holds a small try, asked about from the next day on, erased with a way back', async () => {
    render(<deeds.Mine />);
    await press('Elegir mi prueba');
    fireEvent.input(screen.getByLabelText('¿Qué vas a probar?'), {
      target: { value: 'Ají aparte' },
    });
    await press('Guardar mi prueba');
    await screen.findByRole('heading', { name: 'Ají aparte' });
    expect(JSON.stringify(rows())).not.toContain('Ají');
    cleanup();
    later(1);
    expect((await deeds.look()).question).toBeUndefined();
    later(2);
    render(<Ahead Question={undefined} />);
    await screen.findByText(/Tu prueba: «Ají aparte»/);
    await press('No funcionó');
    await screen.findByText(/Gracias por probarlo/);
    cleanup();
    render(<deeds.Mine />);
    // One touch too many loses nothing.
    await press('Borrar esta prueba: Ají aparte');
    await screen.findByRole('button', { name: 'Elegir mi prueba' });
    await press('Deshacer');
    await screen.findByRole('heading', { name: 'Ají aparte' });
    await screen.findByText(/^No funcionó/);
    await press('Borrar esta prueba: Ají aparte');
    await screen.findByRole('button', { name: 'Elegir mi prueba' });
  });

  it('asks whether it was so what the team says of her, and not what it says of a twin', async () => {
    const log = currentLog();
    if (!log) throw new Error('nobody');
    const noted = (n: number, s: string, day: number) => {
      const d = { meeting: `m${n}`, kind: 'call', day, on: 1 };
      return { st: 'l', n, r: 'server', q: n, h: `h${n}`, t: 104, v: 1, at: 1, b: 0, s, d };
    };
    const today = Math.floor((MONDAY / 1000 - 5 * 3600) / 86_400);
    const told = [noted(1, log.profile.id, today - 3), noted(2, 'a twin', today)];
    await log.db.run(['pulled'], 'readwrite', async (store) => {
      for (const row of told) store('pulled').put(row);
    });
    await log.changed();
    render(<Ahead Question={undefined} />);
    await screen.findByText(/hablaron por teléfono el 27 de noviembre de 2026. ¿Fue así\?/);
    const answers = () =>
      rows().flatMap(({ t, d }) => (t === CODES['meeting.confirmed'] ? [d?.answer] : []));
    await press('Sí, fue así');
    await screen.findByText('Gracias: quedó anotado que sí.');
    await press('Cambiar mi respuesta');
    await press('No');
    await screen.findByText('Gracias: entonces no cuenta.');
    expect(answers()).toEqual(['yes', 'back', 'no']);
    expect(foldMeetings(rows()).map(({ answer }) => answer)).toEqual(['no', '']);
    await press('Quitar este aviso');
    await waitFor(() => expect(screen.queryByText(/entonces no cuenta/)).toBeNull());
  });

  it('weaves the weeks of the pace she chose, and lets it go by the same touch', async () => {
    render(<deeds.Mine />);
    await press('1 día');
    expect(await screen.findByText('Esta semana: 0 de 1 día.')).toBeTruthy();
    await take('tanda');
    cleanup();
    later(21);
    render(<deeds.Mine />);
    await screen.findByText('Esta semana: 0 de 1 día.');
    expect(screen.getByText('tejida')).toBeTruthy();
    expect(screen.getAllByText('semana libre')).toHaveLength(2);
    await press('1 día');
    expect(await screen.findByText(/comprométete a tu ritmo/)).toBeTruthy();
  });
});
