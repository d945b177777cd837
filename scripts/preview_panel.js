// The panel of `make preview`: it fills the player's shelf with what was just built, and tells the
// author how her lesson stands. Learners never fetch it.
const EVERY_MS = 700;
const EDITION = 'abierta';
const by = (id) => document.getElementById(id);
const frame = by('celular');
let state = { build: 0, lessons: [] };
let chosen = location.hash.slice(1);
let busy = false;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The player's own database (pwa/src/db/device.ts), once the player made it. */
function database() {
  return new Promise((resolve) => {
    const opening = indexedDB.open('creando');
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve(undefined);
  });
}

async function opened() {
  for (;;) {
    const db = await database();
    if (db?.objectStoreNames.contains('modules')) return db;
    db?.close();
    await wait(200);
  }
}

/** Put what was built where the player keeps what it fetched. */
async function fill() {
  const answer = await fetch(`/api/v1/editions/${EDITION}/catalog`);
  if (!answer.ok) return false;
  const catalog = await answer.json();
  const db = await opened();
  const held = db.transaction('modules').objectStore('modules');
  const [keys, values] = [await done(held.getAllKeys()), await done(held.getAll())];
  const known = new Map(keys.map((key, i) => [key, values[i].sha256]));
  const fresh = catalog.entries.filter(
    ({ id, kind, sha256 }) => !/pack|audio/.test(kind) && known.get(id) !== sha256,
  );
  const bundles = await Promise.all(fresh.map(async ({ url }) => (await fetch(url)).json()));
  await new Promise((resolve, reject) => {
    const all = db.transaction(['modules', 'catalog'], 'readwrite');
    all.oncomplete = resolve;
    all.onabort = reject;
    fresh.forEach(({ id, sha256 }, i) => {
      all.objectStore('modules').put({ sha256, value: bundles[i] }, id);
    });
    all.objectStore('catalog').put({ etag: `"${catalog.version}"`, catalog }, EDITION);
  });
  db.close();
  return true;
}

const here = () => state.lessons.find((one) => one.id === chosen);

/** Show a card of the chosen lesson; the number it stands at, else where she was. */
function show(card) {
  const lesson = here();
  const at = frame.contentWindow.location;
  const stays = at.pathname === '/' && at.hash.startsWith(`#/l/${chosen}`) && !card;
  const hash = stays ? at.hash : lesson?.shown ? `#/l/${chosen}/${card || 1}` : '#/';
  if (at.pathname !== '/') frame.src = `/${hash}`;
  else {
    at.replace(`/${hash}`);
    at.reload();
  }
}

function element(tag, words, name) {
  const made = document.createElement(tag);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}

function noteOf({ file, line, fault, mend, warning }) {
  const row = element('li', '', warning ? 'aviso' : '');
  const place = `${file.split('/').pop()}, línea ${line}`;
  row.append(element('b', `${warning ? 'Aviso' : 'Falta'}: ${fault}.`), `${mend}. (${place})`);
  return row;
}

function fact(list, name, words, over) {
  list.push(element('dt', name), element('dd', words, over ? 'de-mas' : ''));
}

function tell() {
  const lesson = here();
  by('leccion').replaceChildren(
    ...state.lessons.map((one) => {
      const option = element('option', `${one.stale ? '⚠ ' : ''}${one.module}: ${one.title}`);
      option.value = one.id;
      option.selected = one.id === chosen;
      return option;
    }),
  );
  const faults = lesson?.notes.filter((note) => !note.warning).length ?? 0;
  const status = by('estado');
  status.className = faults ? 'falta' : '';
  status.textContent = !faults
    ? 'En orden. Lo que ves es lo que guardaste.'
    : lesson.shown
      ? 'Tiene faltas. Ves la última que estuvo bien.'
      : 'Tiene faltas. Corrígelas y aparecerá.';
  by('faltas').replaceChildren(...(lesson?.notes ?? []).map(noteOf));
  by('tarjetas').replaceChildren(
    ...(lesson?.shown ? (lesson.cards ?? []) : []).map(([, title], i) => {
      const button = element('button', String(i + 1));
      button.title = title;
      button.onclick = () => show(i + 1);
      return button;
    }),
  );
  const rows = [];
  if (lesson?.minutes) {
    const { bytes, most } = state.modules[lesson.module] ?? {};
    fact(rows, 'Minutos', `${lesson.minutes}`);
    fact(rows, 'Tarjetas', `${lesson.cards.length}`);
    fact(rows, 'La lección pesa', `${lesson.bytes} bytes, comprimida`);
    if (bytes) fact(rows, 'Su módulo pesa', `${bytes} de ${most} bytes, con dibujos`, bytes > most);
    fact(rows, 'Fácil de leer', `${lesson.ease} de 100 (se pide 70)`, lesson.ease < 70);
    fact(rows, 'Palabras por frase', `${lesson.words} (hasta 20)`, lesson.words > 20);
    fact(rows, 'Datos por confirmar', `${lesson.facts.length}`);
  }
  by('datos').replaceChildren(...rows);
  by('abiertos').hidden = !lesson?.facts?.length;
  by('lista').replaceChildren(...(lesson?.facts ?? []).map((words) => element('li', words)));
  by('fuera').hidden = !state.others?.length;
  by('otras').replaceChildren(...(state.others ?? []).map(noteOf));
}

function choose(id) {
  chosen = id;
  history.replaceState(null, '', `#${id}`);
  tell();
  show(1);
}

async function look() {
  const found = await (await fetch('/autor/estado')).json();
  if (found.build === state.build) return;
  const before = new Map(state.lessons.map((one) => [one.file, one.changed]));
  const first = !state.build;
  state = found;
  // The lesson that was just saved is the one she looks at.
  const newest = [...state.lessons].sort((a, b) => b.changed - a.changed)[0];
  const saved = !first && newest && before.get(newest.file) !== newest.changed;
  const other = saved && newest.id !== chosen;
  if (!here() || other) chosen = newest?.id ?? '';
  tell();
  if (first) {
    frame.src = '/#/';
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  }
  if (state.fresh && (await fill())) show(first || other ? 1 : 0);
}

async function live() {
  for (;;) {
    if (!busy) {
      busy = true;
      await look().catch(() => {
        by('estado').className = 'falta';
        by('estado').textContent = 'Sin respuesta. ¿Sigue abierto make preview?';
      });
      busy = false;
    }
    await wait(EVERY_MS);
  }
}

by('leccion').addEventListener('change', (event) => choose(event.target.value));
void live();
