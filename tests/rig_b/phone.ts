/**
 * One phone as a process: `node phone.mjs DISK URL`, an order a line on stdin, an answer a line on
 * stdout. What it says to be saved is saved; SIGKILL is what a battery does. Tabs are copies of the
 * app's modules over one disk.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { faults, useDisk } from './disk';

type Core = typeof import('./core');
type Order = {
  do: string;
  tab?: number;
  who?: string;
  card?: number;
  n?: number;
  when?: string;
  code?: string;
  away?: string[];
  orders?: Order[];
};

const [, , disk, url] = process.argv as [string, string, string, string];
const PIN = '481537';

/** The Web Locks of one origin: first come, first served. */
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
const browser: { locks: object | undefined } = { locks: locks() };
Object.defineProperty(globalThis, 'navigator', { value: browser });
Object.assign(globalThis, {
  window: globalThis,
  document: { visibilityState: 'visible', addEventListener: () => {} },
  addEventListener: () => {},
  fetch: (path: string, init?: RequestInit) => real(`${url}${path}`, init),
});

/** Written at once: what was said was shown, also when the phone dies next. */
const say = (value: object): void => {
  writeSync(1, `${JSON.stringify(value)}\n`);
};

const tabs: Core[] = [];
async function openTab(): Promise<Core> {
  const core: Core = await import(new URL(`./core.mjs?tab=${tabs.length}`, import.meta.url).href);
  await core.device.open();
  core.engine.speakWith(async () => core.speak);
  // As the first turn of an app that is seen does.
  await Promise.all(core.device.profiles().filter(core.isOpen).map(core.openLog));
  tabs.push(core);
  return core;
}

/** Her log in a tab; who has a key and is not here opens it. */
async function logOf({ device, isOpen, openLog, vault }: Core, who?: string) {
  const find = () => device.profiles().find(({ id }) => id === who);
  if (!find()) await device.open();
  const profile = find();
  if (!profile) throw new Error(`nobody ${who}`);
  if (!isOpen(profile)) {
    const said = await vault.unlock(profile, PIN);
    if (!said.ok) throw new Error(`not open: ${said.reason}`);
  }
  return openLog(find() ?? profile);
}

const ORDERS: Record<string, (tab: Core, order: Order) => Promise<object>> = {
  async tab() {
    await openTab();
    return { tabs: tabs.length };
  },
  async nolocks() {
    browser.locks = undefined;
    return {};
  },
  async join({ device, openLog }) {
    const log = await openLog(await device.createProfile('y1'));
    await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
    return { subject: log.profile.id };
  },
  async save(tab, { who, card = 0 }) {
    const log = await logOf(tab, who);
    await log.append('card.done', { lesson: 'tanda', card, rev: 1 });
    return { saved: card, subject: log.profile.id };
  },
  async lock(tab, { who }) {
    const said = await tab.vault.setLock(await logOf(tab, who), 'pin', PIN);
    return { said, carried: said.ok && !!(await tab.device.get('seal')) };
  },
  async unlock(tab, { who }) {
    await logOf(tab, who);
    return {};
  },
  async away() {
    for (const { vault } of tabs) vault.lockNow();
    return {};
  },
  /** Somebody who recognised her gave her a code. */
  async arrive({ phones }, { code = '' }) {
    const said = await phones.arrive({ by: 'code', code });
    return said.ok ? { subject: said.value.profile.id } : { refused: said.reason };
  },
  /** Who has no key here and is refused: a phone she copied it from has one since. */
  async out({ device, phones }) {
    await device.open();
    const people = [];
    for (const profile of device.profiles().filter(({ lock }) => !lock)) {
      const heard = await phones.phonesOf(profile);
      if (!heard.ok && heard.reason.startsWith('auth.')) people.push(profile.id);
    }
    return { people };
  },
  async day() {
    const now = Date.now;
    Date.now = () => now() + 86_400_000;
    return {};
  },
  /** The clock stands still. */
  async clock(_, { n = 0 }) {
    Date.now = () => n * 1000;
    return {};
  },
  async full(_, { n }) {
    faults.full = n === 1;
    return {};
  },
  async die(_, { n = 0, when = 'before' }) {
    Object.assign(faults, { die: n, when });
    return {};
  },
  async send({ device, engine }) {
    await device.open();
    return { said: await engine.sendNow() };
  },
  /** An answer that names her newest event's place, but another event: it says nothing of hers. */
  async answer({ readOutbox, readReply, applyReply, ...tab }, { who }) {
    const log = await logOf({ readOutbox, readReply, applyReply, ...tab }, who);
    const { epoch, held, cursor, rows } = await readOutbox(log, 500, new Set());
    const events = rows.map(({ row: { r, q } }) => ({ r, q, h: 'x'.repeat(43) }));
    const body = {
      ep: epoch,
      kept: held.map(() => 0),
      v: [['accepted', events.length]],
      cur: cursor,
    };
    const reply = await readReply(body, log.profile.id, events.length, held.length);
    if (!reply) throw new Error('no answer');
    await applyReply(log, { epoch, held, events }, reply, tab.today());
    return { events: events.length };
  },
  /** What waits and what each sees; who is in `away` stays away when she has a key. */
  async state(tab, { away = [] }) {
    const { device, vault } = tab;
    await device.open();
    const all = [];
    for (const profile of device.profiles()) {
      const { id: subject } = profile;
      if (away.includes(subject) && vault.isLocked(profile)) {
        all.push({ subject, unsent: await tab.waiting(profile) });
        continue;
      }
      const log = await logOf(tab, subject);
      await log.changed();
      const cards = Object.keys(log.progress().lessons.tanda?.done ?? {}).map(Number);
      all.push({ subject, ...log.counts(), cards });
    }
    return { all };
  },
};

async function obey(order: Order): Promise<void> {
  const { do: name, tab = 0 } = order;
  if (name === 'together') {
    await Promise.all((order.orders ?? []).map(obey));
    return say({ together: order.orders?.length });
  }
  try {
    say((await ORDERS[name]?.(tabs[tab] as Core, order)) ?? { error: 'what?' });
  } catch (error) {
    say({ error: String(error) });
  }
}

async function main(): Promise<void> {
  await useDisk(disk);
  const { device } = await openTab();
  say({ ready: device.profiles().map(({ id }) => id) });
  for await (const line of createInterface({ input: process.stdin })) await obey(JSON.parse(line));
  process.exit(0);
}

void main();
