// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { foldSharing } from '../src/domain/sharing';
import { sealKey } from './hpke-open';
import { newPhone, openApp } from './phone';

type Asked = { method: string; path: string; body: Record<string, unknown> };

/** A server that keeps what it was asked; `away` and `status` are what goes wrong. */
async function newDesk() {
  const pair = await sealKey();
  const desk = { asked: [] as Asked[], away: false, status: 204, asks: true };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (desk.away) throw new TypeError('no network');
    const json = { headers: { 'content-type': 'application/json' } };
    if (path.endsWith('/keys')) {
      const editions = desk.asks ? { abierta: pair } : {};
      return new Response(JSON.stringify({ seal: [], editions }), json);
    }
    const { method = 'GET', body } = init;
    desk.asked.push({ method, path, body: body ? JSON.parse(body as string) : {} });
    if (desk.status === 204) return new Response(null, { status: 204 });
    const refused = { code: desk.status, status: 'x', message: 'try.later', errors: {} };
    return new Response(JSON.stringify(refused), { ...json, status: desk.status });
  });
  return desk;
}

async function person() {
  const desk = await newDesk();
  const { device, openLog } = await openApp();
  const contact = await import('../src/vault/contact');
  const { ownEvents } = await import('../src/vault/own');
  const log = await openLog(await device.createProfile('y1'));
  await device.set('epoch', 'one');
  return {
    ...contact,
    desk,
    device,
    log,
    held: async () => foldSharing(await ownEvents(log)).contacts,
    drops: () => desk.asked.filter(({ method }) => method === 'DELETE').length,
  };
}

const NUMBER = '987302621';

beforeEach(newPhone);

describe('a contact', () => {
  it('is told once the server has it, in a box that does not tell its size', async () => {
    const { giveContact, endOfNumber, desk, log, held } = await person();
    const one = { number: NUMBER };
    const two = { ...one, hour: 'night' as const, person: { name: 'Rosa', number: NUMBER } };
    for (const contact of [one, two])
      expect(await giveContact(log, 'abierta', contact, 1)).toEqual({ ok: true, value: true });
    const boxes = desk.asked.map(({ body }) => body.ct as string);
    expect(boxes).toHaveLength(2);
    expect(boxes[0]).toHaveLength(boxes[1]?.length ?? 0);
    expect(await held()).toEqual({ abierta: 1 });
    expect(await endOfNumber(log, 'abierta')).toBe('21');
    expect(JSON.stringify(await log.exportAll())).not.toContain(NUMBER);
  });

  it('is not told when it did not arrive, or when nobody asks for it', async () => {
    const { giveContact, desk, log, held } = await person();
    desk.status = 429;
    expect(await giveContact(log, 'abierta', { number: NUMBER }, 1)).toMatchObject({ ok: false });
    desk.asks = false;
    expect(await giveContact(log, 'abierta', { number: NUMBER }, 1)).toMatchObject({ ok: false });
    desk.away = true;
    expect(await giveContact(log, 'abierta', { number: NUMBER }, 1)).toMatchObject({ ok: false });
    expect(await held()).toEqual({});
  });

  it('does not stay there when it could not be written down here', async () => {
    const { giveContact, log, held, drops } = await person();
    vi.spyOn(log, 'append').mockRejectedValueOnce(new Error('full'));
    const got = await giveContact(log, 'abierta', { number: NUMBER }, 1);
    expect(got).toEqual({ ok: false, reason: 'notSaved' });
    expect(drops()).toBe(1);
    expect(await held()).toEqual({});
  });

  it('taken back without signal is said again until it is heard, and in another epoch', async () => {
    const { giveContact, takeContactBack, repeatTakingBack, ...rest } = await person();
    const { desk, device, log, held, drops } = rest;
    await giveContact(log, 'abierta', { number: NUMBER }, 1);
    desk.away = true;
    expect(await takeContactBack(log)).toEqual({ ok: true, value: 'later' });
    expect(await held()).toEqual({});
    await repeatTakingBack(log);
    desk.away = false;
    for (let i = 0; i < 3; i++) await repeatTakingBack(log);
    expect(drops()).toBe(1);
    // A restore brings back what she took back.
    await device.set('epoch', 'two');
    for (let i = 0; i < 3; i++) await repeatTakingBack(log);
    expect(drops()).toBe(2);
    await giveContact(log, 'abierta', { number: NUMBER }, 1);
    await device.set('epoch', 'three');
    await repeatTakingBack(log);
    expect(drops()).toBe(2);
    expect(await held()).toEqual({ abierta: 1 });
  });

  it('stays given when the server refuses to let it go', async () => {
    const { giveContact, takeContactBack, repeatTakingBack, ...rest } = await person();
    const { desk, log, held, drops } = rest;
    await giveContact(log, 'abierta', { number: NUMBER }, 1);
    desk.status = 429;
    expect(await takeContactBack(log)).toMatchObject({ ok: false, reason: 'try.later' });
    desk.status = 204;
    await repeatTakingBack(log);
    expect(drops()).toBe(1);
    expect(await held()).toEqual({ abierta: 1 });
  });
});
