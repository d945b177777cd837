// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPhone, openApp } from './phone';

type Asked = { method: string; body: Record<string, unknown> | undefined };

async function person() {
  const desk = { asked: [] as Asked[], away: false, status: 204 };
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (desk.away) throw new TypeError('no network');
    expect(path).toBe('/api/v1/learner/origin');
    desk.asked.push({ method, body: body ? JSON.parse(body as string) : undefined });
    if (desk.status === 204) return new Response(null, { status: 204 });
    const refused = { code: desk.status, status: 'x', message: 'x.y', errors: {} };
    const headers = { 'content-type': 'application/json' };
    return new Response(JSON.stringify(refused), { headers, status: desk.status });
  });
  const { device, openLog } = await openApp();
  const origin = await import('../src/vault/origin');
  const log = await openLog(await device.createProfile('y1'));
  await device.set('epoch', 'one');
  return {
    ...origin,
    desk,
    device,
    log,
    consent: () => log.append('consent.given', { purpose: 'data.sync', text_version: 1 }),
    again: async (times = 3) => {
      for (let i = 0; i < times; i++) await origin.sendOrigin(log);
    },
    said: () => desk.asked.map(({ method, body }) => `${method} ${body?.answer ?? ''}`.trim()),
  };
}

beforeEach(newPhone);

describe('where she is from', () => {
  it('stays here until she lets something leave, and then leaves once', async () => {
    const { tellOrigin, originOf, log, consent, again, said, desk } = await person();
    expect(await originOf(log)).toEqual({ isDone: true });
    await tellOrigin(log, 'otro');
    await again();
    expect(said()).toEqual([]);
    expect(await originOf(log)).toEqual({ answer: 'otro', isDone: false });
    await consent();
    desk.away = true;
    await again();
    desk.away = false;
    await again();
    expect(said()).toEqual(['PUT otro']);
    expect(desk.asked[0]?.body).toEqual({ answer: 'otro', text_version: 1 });
    expect(await originOf(log)).toEqual({ answer: 'otro', isDone: true });
  });

  it('is no event, and no part of her copy', async () => {
    const { tellOrigin, log, consent, again } = await person();
    await consent();
    const before = log.rows().length;
    await tellOrigin(log, 'otro');
    await again();
    expect(log.rows()).toHaveLength(before);
    expect(JSON.stringify(await log.exportAll())).not.toMatch(/otro|origin/);
  });

  it('is changed, and taken back again after a restore brought it back', async () => {
    const { tellOrigin, originOf, log, consent, again, said, device } = await person();
    await consent();
    for (const answer of ['otro', 'peru', ''] as const) {
      await tellOrigin(log, answer);
      await again();
    }
    expect(said()).toEqual(['PUT otro', 'PUT peru', 'DELETE']);
    expect(await originOf(log)).toEqual({ answer: '', isDone: true });
    await device.set('epoch', 'two');
    await again();
    expect(said()).toHaveLength(4);
    // What stands is not said again: another phone of hers may have said otherwise since.
    await tellOrigin(log, 'peru');
    await again();
    await device.set('epoch', 'three');
    await again();
    expect(said()).toEqual(['PUT otro', 'PUT peru', 'DELETE', 'DELETE', 'PUT peru']);
  });

  it('that never left leaves no trace when she thinks again', async () => {
    const { tellOrigin, originOf, log, again, said } = await person();
    await tellOrigin(log, 'peru');
    await tellOrigin(log, '');
    await again();
    expect(said()).toEqual([]);
    expect(await originOf(log)).toEqual({ isDone: true });
  });

  it('taken back is told though she lets nothing leave any more', async () => {
    const { tellOrigin, log, consent, again, said } = await person();
    await consent();
    await tellOrigin(log, 'peru');
    await again();
    await log.append('consent.withdrawn', { purpose: 'data.sync' });
    await tellOrigin(log, '');
    await again();
    expect(said()).toEqual(['PUT peru', 'DELETE']);
  });

  it('thought over while it was on its way, leaves as she said it last', async () => {
    const { tellOrigin, sendOrigin, log, consent, again, said } = await person();
    await consent();
    await tellOrigin(log, 'otro');
    const first = sendOrigin(log);
    await tellOrigin(log, 'peru');
    await first;
    await again();
    expect(said().at(-1)).toBe('PUT peru');
  });

  it('is not pressed on a server that refuses it; who is not known yet is asked again', async () => {
    const { tellOrigin, originOf, log, consent, again, said, desk } = await person();
    await consent();
    await tellOrigin(log, 'otro');
    desk.status = 401;
    await again(2);
    expect(said()).toHaveLength(2);
    desk.status = 404;
    await again(3);
    expect(said()).toHaveLength(3);
    expect(await originOf(log)).toEqual({ answer: 'otro', isDone: false });
  });
});
