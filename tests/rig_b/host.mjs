// node host.mjs APP DISK URL: one phone; an order a line comes in, what came of it goes out.
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { IDBKeyRange, openDisk } from './disk.mjs';

const [app, path, url] = process.argv.slice(2);
const code = readFileSync(app, 'utf8');
const plan = { die: 0, when: 'before', quota: 0 };
const hooks = {
  commit() {
    if (plan.die && plan.when === 'before' && --plan.die === 0) process.kill(process.pid, 'SIGKILL');
  },
  committed() {
    if (plan.die && plan.when === 'after' && --plan.die === 0) process.kill(process.pid, 'SIGKILL');
  },
};
const indexedDB = await openDisk(path, hooks);

/** A full disk: the put succeeds and its transaction aborts afterwards. */
function fillDisk(db) {
  const open = db.transaction.bind(db);
  db.transaction = (stores, mode, how) => {
    const tx = open(stores, mode, how);
    if (mode !== 'readwrite') return tx;
    const storeOf = tx.objectStore.bind(tx);
    tx.objectStore = (name) => {
      const store = storeOf(name);
      if (store.watched || name !== 'events') return store;
      store.watched = true;
      const add = store.add.bind(store);
      store.add = (...words) => {
        const request = add(...words);
        request.addEventListener('success', () => {
          if (plan.quota > 0 && plan.quota--) queueMicrotask(() => tx._abort('QuotaExceededError'));
        });
        return request;
      };
      return store;
    };
    return tx;
  };
}
const openDb = indexedDB.open.bind(indexedDB);
indexedDB.open = (...words) => {
  const request = openDb(...words);
  request.addEventListener('success', () => fillDisk(request.result));
  return request;
};

/** The Web Locks of one origin, first come first served. */
const queues = new Map();
const locks = {
  request(name, work) {
    const turn = (queues.get(name) ?? Promise.resolve()).then(() => work({ name }));
    queues.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  },
};

let shiftMs = 0;
const clock = Date.now;
Date.now = () => clock() + shiftMs;

const ask = (where, init) => fetch(new URL(where, url), init);
const document = { visibilityState: 'visible', addEventListener() {} };
const names = ['indexedDB', 'IDBKeyRange', 'navigator', 'document', 'addEventListener', 'fetch'];
const start = new Function(...names, `${code};return PHONE;`);

/** Each tab has modules of its own over the phone's one disk. */
async function openTab(withLocks) {
  const navigator = withLocks ? { locks } : {};
  const tab = start(indexedDB, IDBKeyRange, navigator, document, () => {}, ask);
  await tab.device.open();
  tab.engine.speakWith(async () => tab.speak);
  return tab;
}
const tabs = [await openTab(true)];
const secrets = new Map();

async function personOf(tab, who) {
  const find = () => tab.device.profiles().find(({ id }) => id === who);
  if (!find()) await tab.device.open();
  return find();
}
const logOf = async (tab, who) => tab.openLog(await personOf(tab, who));

const orders = {
  async tab({ locks: withLocks = true }) {
    tabs.push(await openTab(withLocks));
    return tabs.length - 1;
  },
  async person(_, tab) {
    const profile = await tab.device.createProfile('y1');
    const log = await tab.openLog(profile);
    await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
    return profile.id;
  },
  async do({ who, mark }, tab) {
    const log = await logOf(tab, who);
    await log.append('card.done', { lesson: 'tanda', card: mark, rev: 1 });
  },
  async many({ who, marks }, tab) {
    const log = await logOf(tab, who);
    for (const mark of marks) await log.append('card.done', { lesson: 'tanda', card: mark, rev: 1 });
  },
  async sync(_, tab) {
    await tab.device.open();
    return tab.engine.sendNow();
  },
  async lock({ who, secret }, tab) {
    return tab.vault.setLock(await logOf(tab, who), 'pin', secret);
  },
  async unlock({ who, secret }, tab) {
    await tab.device.open();
    const profile = await personOf(tab, who);
    if (!tab.vault.isLocked(profile)) return { ok: true };
    return tab.vault.unlock(profile, secret);
  },
  async close({ who }, tab) {
    tab.vault.lockNow(who);
  },
  async state(_, tab) {
    await tab.device.open();
    const people = [];
    for (const profile of tab.device.profiles()) {
      const locked = tab.vault.isLocked(profile);
      const unsent = locked
        ? await tab.vault.waiting(profile)
        : (await tab.openLog(profile).then(async (log) => (await log.changed(), log.counts()))).unsent;
      people.push({ who: profile.id, locked, unsent });
    }
    return people;
  },
  /** Apply an answer to a request that held another event in the same slot. */
  async answer({ who }, tab) {
    const log = await logOf(tab, who);
    const outbox = await tab.readOutbox(log, 500, new Set());
    const events = outbox.rows.map(({ row: { r, q } }) => ({ r, q, h: 'x'.repeat(43) }));
    const { epoch, held, cursor } = outbox;
    const body = { ep: epoch, kept: held.map(() => 0), v: [['accepted', events.length]], cur: cursor };
    const reply = await tab.readReply(body, who, events.length, held.length);
    return tab.applyReply(log, { epoch, held, events }, reply, 0);
  },
  /** All that one person's log shows: what a fold would count, once an action. */
  async file({ who }, tab) {
    const log = await logOf(tab, who);
    await log.changed();
    return log.exportAll();
  },
  async tomorrow() {
    shiftMs += 86_400_000;
  },
  async die({ count, when }) {
    Object.assign(plan, { die: count, when });
  },
  async quota({ count }) {
    plan.quota = count;
  },
  /** Put a row on the disk that no code of ours would make. */
  async plant({ who, row }, tab) {
    const log = await logOf(tab, who);
    const event = { v: 1, t: 6, s: who, at: 1795000000, b: 7, ...row };
    const h = await tab.hashOf(event);
    await log.db.run(['events', 'kv'], 'readwrite', (store) => {
      const head = store('kv').get('head');
      head.onsuccess = () => {
        store('events').add({ ...event, ...head.result, h, u: 1 });
        store('kv').put({ ...head.result, q: head.result.q + 1 }, 'head');
      };
    });
    await log.changed();
  },
};

// Written at once: what was said is what she was shown, also when the phone dies next.
const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);
say({ ready: process.pid });
createInterface({ input: process.stdin }).on('line', async (line) => {
  const order = JSON.parse(line);
  try {
    const value = await orders[order.op](order, tabs[order.tab ?? 0]);
    say({ id: order.id, value: value ?? null });
  } catch (error) {
    say({ id: order.id, error: `${error?.name}: ${error?.message}` });
  }
});
process.stdin.on('end', () => process.exit(0));
