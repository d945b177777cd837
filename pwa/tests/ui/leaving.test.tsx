import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device } from '../../src/db/device';
import type { Log } from '../../src/db/log';
import { CODES } from '../../src/domain/event-types.gen';
import { esCommunity } from '../../src/i18n/es-community';
import { esMore } from '../../src/i18n/es-more';
import { esSheets } from '../../src/i18n/es-sheets';
import { esToolsList } from '../../src/i18n/es-tools-list';
import { esWay } from '../../src/i18n/es-way';
import { addWords } from '../../src/i18n/t';
import { Before } from '../../src/screens/places/way-before';
import { currentLog, keep, newPerson, openSession } from '../../src/screens/state/session';
import { Canvas } from '../../src/screens/tools/canvas/canvas';
import { newHer, press } from './her';

addWords({ ...esCommunity, ...esMore, ...esSheets, ...esToolsList, ...esWay });

const told = (log: Log) => log.rows().filter(({ t }) => t === CODES['about.told']);

describe('what stands on the screen when she leaves it', () => {
  let log: Log;
  beforeEach(async () => {
    log = await newHer();
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
  });

  it('is known to have been asked when the first question stays empty', async () => {
    render(<Before />);
    fireEvent.click(document.querySelectorAll('.pick')[2]?.querySelector('button') as Element);
    cleanup();
    await waitFor(() =>
      expect(told(log).map(({ d }) => [d?.question, d?.answers])).toEqual([
        ['p-1', []],
        ['p-3', ['si']],
      ]),
    );
    render(<Before />);
    cleanup();
    await new Promise((done) => setTimeout(done, 50));
    expect(told(log)).toHaveLength(2);
  });

  /** As screens/whose/lock-up.ts leaves: nobody is here, and what was on the screen goes. */
  const shut = async () => {
    device.leave();
    await openSession();
    cleanup();
    await new Promise((done) => setTimeout(done, 50));
  };

  it('never makes somebody else when the app shut itself', async () => {
    render(<Before />);
    await press('Todavía no');
    await shut();
    expect(device.profiles()).toHaveLength(1);
    expect(device.current()).toBeUndefined();
    await expect(keep('about.told', { question: 'rubro', answers: ['arte'] })).rejects.toThrow();
    expect(device.profiles()).toHaveLength(1);
  });

  it("is nobody else's who takes the phone that moment, and all hers or not kept", async () => {
    render(<Before />);
    for (const group of document.querySelectorAll('.pick'))
      fireEvent.click(group.querySelector('button') as Element);
    cleanup();
    await newPerson('y2');
    const other = currentLog() as Log;
    await new Promise((done) => setTimeout(done, 300));
    expect(told(other)).toEqual([]);
    await waitFor(() => expect([0, 6]).toContain(told(log).length));
  });

  it('of her canvas goes under nobody else either', async () => {
    render(<Canvas />);
    await waitFor(() => expect(document.querySelector('textarea')).not.toBeNull());
    const field = document.querySelector('textarea') as HTMLTextAreaElement;
    fireEvent.input(field, { target: { value: 'Para mis tardes' } });
    await shut();
    expect(device.profiles()).toHaveLength(1);
  });

  it('is kept when the phone is put away: who kills the app loses nothing', async () => {
    render(<Before />);
    await press('Todavía no');
    expect(told(log)).toEqual([]);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    fireEvent(document, new Event('visibilitychange'));
    await waitFor(() => expect(told(log)).toMatchObject([{ d: { question: 'p-1' } }]));
  });
});
