import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginHelp, endHelp } from '../../src/db/helper';
import type { Log } from '../../src/db/log';
import { COUNT } from '../../src/domain/canvas';
import { mensajes } from '../../src/i18n/es.mensajes';
import { esCommunity } from '../../src/i18n/es-community';
import { esHelp } from '../../src/i18n/es-help';
import { esMore } from '../../src/i18n/es-more';
import { esSheets } from '../../src/i18n/es-sheets';
import { esToolsList } from '../../src/i18n/es-tools-list';
import { addWords } from '../../src/i18n/t';
import { Canvas } from '../../src/screens/tools/canvas/canvas';
import { Checklist } from '../../src/screens/tools/checklist/checklist';
import { Directory } from '../../src/screens/tools/directory/directory';
import { Messages } from '../../src/screens/tools/messages/messages';
import { keepOwn } from '../../src/vault/private';
import { find, kept, newHer, press } from './her';

addWords({ ...esCommunity, ...esHelp, ...esMore, ...esSheets, ...esToolsList });

describe('the canvas', () => {
  let log: Log;
  beforeEach(async () => {
    log = await newHer();
  });
  afterEach(cleanup);

  const field = () => document.querySelector('textarea') as HTMLTextAreaElement;
  const question = (at: number) => screen.findByText(`Pregunta ${at} de 9`);
  const write = (value: string) => fireEvent.input(field(), { target: { value } });

  it('keeps an answer and a skip, sealed, and goes on from there', async () => {
    render(<Canvas />);
    await question(1);
    write('Para mis tardes');
    await press('Seguir');
    await question(2);
    await press('Saltar');
    await question(3);
    write('La gente de la obra');
    cleanup();
    await waitFor(async () =>
      expect(await kept(log, 'lienzo')).toEqual({
        1: 'Para mis tardes',
        2: '',
        3: 'La gente de la obra',
      }),
    );
    expect(JSON.stringify(await log.exportAll())).not.toContain('tardes');
    render(<Canvas />);
    await question(4);
    await press('Volver');
    await question(3);
    expect(field().value).toBe('La gente de la obra');
  });

  it('keeps what stands when she pauses: a battery that dies takes nothing of it', async () => {
    const waits = vi.spyOn(globalThis, 'setTimeout');
    render(<Canvas />);
    await question(1);
    write('Para mis');
    write('Para mis tardes');
    const [pause] = waits.mock.calls.filter(([, ms]) => ms === 15_000).pop() ?? [];
    expect(await kept(log, 'lienzo')).toEqual({});
    (pause as () => void)();
    await waitFor(async () => expect(await kept(log, 'lienzo')).toEqual({ 1: 'Para mis tardes' }));
    expect(field().value).toBe('Para mis tardes');
  });

  const answered = async () => {
    for (let at = 1; at <= COUNT; at++)
      await keepOwn(log, `lienzo/${at}`, at === 5 ? 'Llámame al 987 654 321' : '');
    render(<Canvas />);
    await screen.findByText('Compartir o imprimir');
  };

  it('warns of what was written before any way out is there', async () => {
    await answered();
    expect(screen.getByText(/^Quien reciba tu página lee todo/)).toBeTruthy();
    expect(screen.getByText('En la 5 parece que hay un número de teléfono.')).toBeTruthy();
    expect(find('Imprimir')).toBeUndefined();
    expect(document.querySelector('canvas')).toBeNull();
  });

  it('is erased, and brought back', async () => {
    await answered();
    await press('Borrar mi lienzo');
    await screen.findByText('Se quitó.');
    await waitFor(async () => expect(Object.values(await kept(log, 'lienzo')).join('')).toBe(''));
    await press('Deshacer');
    await waitFor(async () =>
      expect(await kept(log, 'lienzo')).toMatchObject({ 5: 'Llámame al 987 654 321' }),
    );
  });

  it('says so when nothing could be kept, and stays at the question', async () => {
    render(<Canvas />);
    await question(1);
    write('Para mis tardes');
    vi.spyOn(log, 'append').mockRejectedValue(new Error('full'));
    await press('Seguir');
    await screen.findByText(/^No se guardó/);
    expect(field().value).toBe('Para mis tardes');
  });
});

describe('ready messages', () => {
  let log: Log;
  beforeEach(async () => {
    log = await newHer();
    render(<Messages />);
    const title = await screen.findByText('Recordar un pago, sin pelear');
    const line = title.closest('details') as HTMLDetailsElement;
    line.open = true;
    fireEvent(line, new Event('toggle'));
    const cobro = mensajes.find(([id]) => id === 'cobro');
    await screen.findByText(cobro?.[3][0] as string);
  });
  afterEach(cleanup);

  const use = async (text: string) => {
    await press(`Usar este: ${text}`);
    await screen.findByText('Cambiar las palabras');
  };
  const fill = async (label: string, value: string) => {
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
    await screen.findByDisplayValue(value);
  };

  it('offers to send only when no blank is open, to nobody by number, and keeps no name', async () => {
    await use('Hola, [nombre]. Son [monto] de [qué]. ¿Le sirve pagarlo hoy o en dos partes?');
    await fill('nombre', 'Rosa');
    await fill('monto', '15 soles');
    expect(screen.getByText('Falta llenar: qué.')).toBeTruthy();
    expect(find('Mandar por WhatsApp')).toBeUndefined();
    await fill('qué', 'la basta');
    const link = find('Mandar por WhatsApp') as HTMLAnchorElement;
    expect(decodeURIComponent(link.href)).toBe(
      'https://wa.me/?text=Hola, Rosa. Son 15 soles de la basta. ¿Le sirve pagarlo hoy o en dos partes?',
    );
    expect(await kept(log, 'mensajes')).toEqual({});
  });

  it('keeps her own version, drops it, and brings it back', async () => {
    await use('Hola, [nombre]. Son [monto] de [qué]. ¿Le sirve pagarlo hoy o en dos partes?');
    const mine = 'Hola, [nombre]. ¿Cerramos lo de [qué]?';
    const field = screen.getByLabelText(/^Lo que va entre/);
    fireEvent.input(field, { target: { value: mine } });
    await press('Guardar como mío');
    await press('Guardar como mío');
    await screen.findByText('Guardado, solo para ti.');
    // There is no second one of the same words.
    expect(find('Guardar como mío')).toBeUndefined();
    await waitFor(async () => expect(Object.values(await kept(log, 'mensajes'))).toEqual([mine]));
    expect(JSON.stringify(await log.exportAll())).not.toContain('Cerramos');
    await press(`Quitar: ${mine}`);
    await screen.findByText('Se quitó.');
    expect(await kept(log, 'mensajes')).toEqual({});
    await press('Deshacer');
    await screen.findByText('Tu mensaje');
    expect(Object.values(await kept(log, 'mensajes'))).toEqual([mine]);
  });
});

describe('the checklist', () => {
  let log: Log;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    // Eleven at night in Lima.
    vi.setSystemTime(new Date('2026-11-30T04:00:00Z'));
    log = await newHer();
    render(<Checklist />);
    await screen.findByText('Mis pasos');
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  const pressed = () =>
    [...document.querySelectorAll('[aria-pressed="true"]')].map((one) => one.textContent);

  it('keeps two quick ticks, sealed, and loses them at midnight in Lima', async () => {
    await press('Lava manos y mesa');
    await press('Abre una y mira');
    await screen.findByText('Hoy llevas 2 de 5.');
    await waitFor(async () =>
      expect(await kept(log, 'control')).toMatchObject({
        'pasos/hoy': { on: ['Lava manos y mesa', 'Abre una y mira'] },
      }),
    );
    expect(JSON.stringify(await log.exportAll())).not.toContain('Lava manos');
    cleanup();
    vi.setSystemTime(new Date('2026-11-30T04:59:00Z'));
    render(<Checklist />);
    await waitFor(() => expect(pressed()).toHaveLength(2));
    vi.setSystemTime(new Date('2026-11-30T05:00:01Z'));
    await waitFor(() => {
      fireEvent(document, new Event('visibilitychange'));
      expect(pressed()).toEqual([]);
    });
    expect(screen.getAllByText('Hoy llevas 0 de 5.')).toHaveLength(2);
  });

  it('shows what is kept: erased elsewhere, no tick stays on the screen to come back', async () => {
    await press('Lava manos y mesa');
    await waitFor(async () => expect(await kept(log, 'control')).toHaveProperty('pasos/hoy'));
    await keepOwn(log, 'control/pasos/hoy', null);
    await waitFor(() => expect(pressed()).toEqual([]));
    await press('Abre una y mira');
    await waitFor(async () =>
      expect(await kept(log, 'control')).toMatchObject({
        'pasos/hoy': { on: ['Abre una y mira'] },
      }),
    );
  });

  it('is written anew: moved, dropped with a way back, added, and the first list again', async () => {
    await press('Cambiar esta lista');
    await press('Bajar: Paso 1');
    await press('Quitar: Paso 5');
    await press('Deshacer');
    await press('Quitar: Paso 4');
    await press('Agregar un paso');
    const field = await screen.findByLabelText('Paso 5');
    await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe(''));
    fireEvent.input(field, { target: { value: 'Tapa la olla' } });
    await press('Guardar mi lista');
    await screen.findByText('Tapa la olla');
    const mine = [
      'Mide harina y agua con la misma taza',
      'Lava manos y mesa',
      'Amasa y deja reposar',
      'Abre una y mira',
      'Tapa la olla',
    ];
    await waitFor(async () => expect(await kept(log, 'control')).toEqual({ pasos: mine }));
    const list = screen.getByText('Mis pasos').closest('section');
    await waitFor(() =>
      expect([...(list?.querySelectorAll('li') ?? [])].map((one) => one.textContent)).toEqual(mine),
    );
    await press('Cambiar esta lista');
    await press('Volver a la lista del comienzo');
    await waitFor(async () => expect(await kept(log, 'control')).toEqual({}));
  });
});

describe('the directory', () => {
  beforeEach(() => {
    vi.stubGlobal('scrollTo', () => {});
    location.hash = '#/negocio/directorio';
    render(<Directory />);
  });
  afterEach(cleanup);

  const open = (name: string) => {
    const line = screen.getByText(name).closest('details') as HTMLDetailsElement;
    line.open = true;
    fireEvent(line, new Event('toggle'));
  };

  it('holds nothing of a line that is shut, for ears or eyes', async () => {
    expect(document.body.textContent).not.toMatch(/golp|pega|encierra|amenaza/);
    open('Casa y familia');
    await screen.findByText(/^Si en tu casa te gritan/);
    expect(screen.getByText('(por confirmar con el Ministerio de la Mujer)')).toBeTruthy();
  });

  it('shows no number while nobody confirmed one', async () => {
    open('Números de tu grupo');
    await screen.findByText(/^Tu grupo todavía no confirmó sus números/);
    expect(document.querySelector('[href^="tel:"]')).toBeNull();
  });

  it('is left in one touch, and the way back does not lead here', async () => {
    const replace = vi.spyOn(location, 'replace').mockImplementation(() => {});
    await press('Salir rápido');
    expect(replace).toHaveBeenCalledWith('#/');
  });
});

describe('while somebody helps her', () => {
  afterEach(cleanup);

  it.each([
    ['the canvas', Canvas],
    ['the messages', Messages],
    ['the checklist', Checklist],
  ])('%s is shut', async (_name, Tool) => {
    const log = await newHer();
    await keepOwn(log, 'lienzo/1', 'Para mis tardes');
    await beginHelp(log.profile.id, true);
    render(<Tool />);
    await screen.findByText(/^Lo que guardaste en tus herramientas/);
    expect(document.querySelectorAll('textarea, .steps, .says')).toHaveLength(0);
    await endHelp(log.profile.id);
  });
});
