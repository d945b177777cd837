/**
 * One phone as a process: `node phone.mjs DISK URL`, an order a line on stdin, an answer a line on
 * stdout. What it says to be saved is saved; SIGKILL is what a battery does.
 */
import { createInterface } from 'node:readline';
import { fillDisk, useDisk } from './disk';

type Order = { do: string; who?: number; card?: number; n?: number };

const [, , disk, url] = process.argv as [string, string, string, string];
const PIN = '481537';

/** Exclusive locks of one process: this phone has one tab. */
function locks() {
  const queues = new Map<string, Promise<unknown>>();
  return {
    request(name: string, work: (lock: object) => unknown): Promise<unknown> {
      const turn = (queues.get(name) ?? Promise.resolve()).then(() => work({ name }));
      queues.set(
        name,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}

const real = fetch;
Object.defineProperty(globalThis, 'navigator', { value: { locks: locks() } });
Object.assign(globalThis, {
  window: globalThis,
  document: { visibilityState: 'visible', addEventListener: () => {} },
  addEventListener: () => {},
  BroadcastChannel: undefined,
  fetch: (path: string, init?: RequestInit) => real(`${url}${path}`, init),
});

const say = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

async function main(): Promise<void> {
  await useDisk(disk);
  const [{ device }, { isOpen, openLog }, { engine }, vault] = await Promise.all([
    import('../../pwa/src/db/device'),
    import('../../pwa/src/db/log'),
    import('../../pwa/src/sync/engine'),
    import('../../pwa/src/vault/index'),
  ]);
  await device.open();
  engine.speakWith(async () => (await import('../../pwa/src/sync/turn')).speak);
  /** In an order that nothing changes. */
  const people = () => [...device.profiles()].sort((x, y) => (x.id < y.id ? -1 : 1));
  const person = async (who = 0) => {
    const profile = people()[who];
    if (!profile) throw new Error(`nobody ${who}`);
    if (!isOpen(profile)) {
      const said = await vault.unlock(profile, PIN);
      if (!said.ok) throw new Error(`not open: ${said.reason}`);
    }
    const now = people()[who] ?? profile;
    return { profile: now, log: await openLog(now) };
  };
  const ORDERS: Record<string, (order: Order) => Promise<object>> = {
    async join() {
      const profile = await device.createProfile('y1');
      const log = await openLog(profile);
      await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
      return { subject: profile.id, people: device.profiles().length };
    },
    async save({ who, card = 0 }) {
      const { profile, log } = await person(who);
      await log.append('card.done', { lesson: 'tanda', card, rev: 1 });
      return { saved: card, subject: profile.id };
    },
    async lock({ who }) {
      const { log } = await person(who);
      return { said: await vault.setLock(log, 'pin', PIN) };
    },
    async unlock({ who }) {
      await person(who);
      return {};
    },
    async away() {
      vault.lockNow();
      return {};
    },
    async day() {
      const now = Date.now;
      Date.now = () => now() + 86_400_000;
      return {};
    },
    async full({ n }) {
      fillDisk(n === 1);
      return {};
    },
    async send() {
      return { said: await engine.sendNow() };
    },
    async state() {
      const all = [];
      for (let who = 0; who < people().length; who++) {
        const { profile, log } = await person(who);
        const cards = Object.keys(log.progress().lessons.tanda?.done ?? {}).map(Number);
        all.push({ subject: profile.id, ...log.counts(), cards });
      }
      return { all };
    },
  };
  say({ ready: device.profiles().length });
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line) as Order;
    try {
      say((await ORDERS[order.do]?.(order)) ?? { error: 'what?' });
    } catch (error) {
      say({ error: String(error) });
    }
  }
  process.exit(0);
}

void main();
