/**
 * Catalogue and bundles: what is on the phone opens from the phone; the network only refreshes.
 *
 * Nothing is believed before its status, its type and its SHA-256 agree, so a captive portal's
 * page is never a lesson. An old bundle stays until the new one is whole and stored.
 */

import { deviceDb } from '../db/device';
import { NotSaved, req } from '../db/idb';
import {
  type Art,
  type Bundle,
  type Catalog,
  type Edition,
  type Entry,
  type Index,
  isReadable,
  type Module,
  type Pack,
  readBundle,
  readCatalog,
  type Stories,
} from '../domain/bundle';
import { sha256 } from '../domain/event';
import { fail, ok, type Result } from '../domain/result';
import { download } from './download';

type Shelved = { sha256: string; value: Bundle };
type Saved = { etag: string; catalog: Catalog };

let slug = 'abierta';
let saved: Saved | undefined;
/** All that is on the phone, read once: opening a lesson reads no disk again. */
let shelf = new Map<string, Shelved>();
const flights = new Map<string, Promise<Result<Bundle>>>();
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const fn of listeners) fn();
};
const entryOf = (id: string): Entry | undefined =>
  saved?.catalog.entries.find((entry) => entry.id === id);

/** Read what the phone holds for an edition. */
async function open(edition = 'abierta'): Promise<void> {
  await deviceDb.run(['catalog', 'modules'], 'readonly', async (store) => {
    const found = req(store('catalog').get(edition));
    const keys = req(store('modules').getAllKeys());
    const all = (await req(store('modules').getAll())) as Shelved[];
    const names = (await keys) as string[];
    slug = edition;
    saved = await found;
    shelf = new Map(names.map((id, i) => [id, all[i] as Shelved]));
  });
  tell();
}

/** Fetch the catalogue if it changed; `ok` also when it did not. */
async function refresh(): Promise<Result<Catalog>> {
  const edition = slug;
  const got = await download(
    `/api/v1/editions/${edition}/catalog`,
    saved ? { 'If-None-Match': saved.etag } : {},
  );
  if (!got.ok) return got;
  if (got.value === 'same') return saved ? ok(saved.catalog) : fail('network');
  const catalog = readCatalog(got.value.text);
  if (catalog?.edition !== edition) return fail('network');
  const fresh = { etag: got.value.etag || `"${catalog.version}"`, catalog };
  const written = await write('catalog', [[edition, fresh]]);
  if (!written.ok) return written;
  if (slug === edition) saved = fresh;
  tell();
  return ok(catalog);
}

function read<T extends Bundle>(id: string): T | undefined {
  const found = shelf.get(id);
  return found && isReadable(found.value) ? (found.value as T) : undefined;
}

async function write(store: string, records: [string, unknown][]): Promise<Result<null>> {
  try {
    await deviceDb.run([store], 'readwrite', (open) => {
      for (const [key, value] of records) open(store).put(value, key);
    });
    return ok(null);
  } catch (error) {
    return fail(error instanceof NotSaved ? error.reason : 'failed');
  }
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function shelve(bundles: [Bundle, string][]): Promise<Result<null>> {
  const records = bundles.map(([value, sha256]): [string, Shelved] => [
    value.id,
    { sha256, value },
  ]);
  const written = await write('modules', records);
  if (written.ok) for (const record of records) shelf.set(...record);
  return written;
}

/** Fetch, verify and store one bundle; two callers share one request. */
function fetchBundle<T extends Bundle>(id: string): Promise<Result<T>> {
  const flight = flights.get(id) ?? fetchOnce(id).finally(() => flights.delete(id));
  flights.set(id, flight);
  return flight as Promise<Result<T>>;
}

async function fetchOnce(id: string): Promise<Result<Bundle>> {
  const entry = entryOf(id);
  if (!entry) return fail('unknown');
  const got = await download(entry.url, {});
  if (!got.ok) return got;
  if (got.value === 'same') return fail('network');
  if (hex(await sha256(got.value.bytes)) !== entry.sha256) return fail('corrupt');
  const bundle = readBundle(got.value.text);
  if (bundle?.id !== id) return fail('format');
  const written =
    bundle.k === 'pack' ? await split(bundle) : await shelve([[bundle, entry.sha256]]);
  if (!written.ok) return written;
  tell();
  return ok(bundle);
}

/** Cut a verified pack into module records, each checked against its own entry. */
async function split(pack: Pack): Promise<Result<null>> {
  const records: [Module | Art, string][] = [];
  for (const one of pack.ms) {
    const hash = hex(await sha256(new TextEncoder().encode(JSON.stringify(one))));
    if (entryOf(one.id)?.sha256 === hash && isReadable(one)) records.push([one, hash]);
  }
  return records.length ? shelve(records) : fail('corrupt');
}

/** Fetch newer bundles of what is already here, and of nothing else. */
async function update(): Promise<void> {
  for (const { id, sha256: hash } of saved?.catalog.entries ?? []) {
    if (shelf.has(id) && shelf.get(id)?.sha256 !== hash) await fetchBundle(id);
  }
}

/** Everything of an edition: its words, its stories, and the drawings that all languages share. */
async function fetchPacks(): Promise<Result<null>> {
  const packs = saved?.catalog.entries.filter((entry) => /pack|stories/.test(entry.kind)) ?? [];
  for (const { id } of packs) {
    const got = await fetchBundle(id);
    if (!got.ok) return got;
  }
  return packs.length ? ok(null) : fail('unknown');
}

/** Every piece of art on the phone. */
const arts = (): (Art | undefined)[] =>
  [...shelf.keys()].filter((id) => /^art(-|$)/.test(id)).map((id) => read<Art>(id));

/** Fetch the drawings of what is here, the parts they are made of, and the sets asked for by name. */
async function fetchArts(...sets: string[]): Promise<void> {
  for (const id of ['art', ...[...shelf.keys(), ...sets].map((one) => `art-${one}`)]) {
    if (!shelf.has(id) && entryOf(id)) await fetchBundle(id);
  }
}

const wordsId = (): string => saved?.catalog.entries.find(({ kind }) => kind === 'words')?.id ?? '';

export const library = {
  open,
  refresh,
  update,
  edition: (): string => slug,
  catalog: (): Catalog | undefined => saved?.catalog,
  /** Is a readable copy, of whatever version, on the phone? */
  has: (id: string): boolean => shelf.has(id),
  module: (id: string): Module | undefined => read<Module>(id),
  stories: (): Stories | undefined => read<Stories>('stories'),
  arts,
  editionText: (): Edition | undefined => read<Edition>(`edition-${slug}`),
  fetchModule: (id: string): Promise<Result<Module>> => fetchBundle<Module>(id),
  fetchArts,
  fetchEdition: (): Promise<Result<Edition>> => fetchBundle<Edition>(`edition-${slug}`),
  fetchPacks,
  /** What can be searched for, if it is on the phone. */
  words: (): Index | undefined => read<Index>(wordsId()),
  fetchWords: (): Promise<Result<Index>> => fetchBundle<Index>(wordsId()),
  subscribe(fn: () => void): () => void {
    listeners.add(fn);
    return () => listeners.delete(fn);
  },
};
