import { useEffect, useState } from 'preact/hooks';
import { device } from '../../db/device';
import type { Index } from '../../domain/bundle';
import { type Found, folded, search, stands } from '../../domain/search';
import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Needs } from '../need';
import { findLesson, moduleEntries, onShelf } from '../state/shelf';
import { Tabs } from '../tabs';
import { firstTools, type Tool, tools } from '../tools/tools';
import { bringNeeded } from './needed';
import { AwayRow, LessonRow, ToolRow } from './rows';

/** The words to search by; what is missing comes when there is signal. */
function useIndex(): Index | undefined {
  const [index, setIndex] = useState(library.words());
  useEffect(() => {
    const read = () =>
      bringNeeded()
        .catch(() => {})
        .then(() => setIndex(library.words()));
    void read();
    addEventListener('online', read);
    return () => removeEventListener('online', read);
  }, []);
  return index;
}

/** What she looked for last, and who she is: it is there again when she comes back from a lesson. */
let last: [query: string, who: string | undefined] = ['', undefined];

const entryOf = (id: string) => moduleEntries().find((one) => one.id === id);

/** What mentors learn is found in Comunidad. */
const isForHer = ({ module }: Found) => entryOf(module)?.group !== 'mentores';

/** Sums are for who asks what to charge, and no short lesson is about that alone. */
const isOnPrice = ({ module }: Found) => {
  const { needs, group } = entryOf(module) ?? {};
  return !group && !!needs?.includes('precio');
};

/** Shorter words stand in the line of a tool by chance. */
const LEAST = 4;

/** The tools whose own words she wrote; the sums alone where what she wrote is about prices. */
function toolsFor(asked: string, found: Found[]): Tool[] {
  if (found.slice(0, 3).some(isOnPrice)) return firstTools;
  const typed = folded(asked).filter((word) => word.length >= LEAST);
  const says = ({ title, why }: Tool) => folded(`${t(title)} ${t(why)}`);
  return tools.filter((one) => typed.some((word) => says(one).some((said) => stands(word, said))));
}

/** A module of the phone is searched by its rules too: the index of a large edition has few. */
function aboutModule(id: string) {
  const entry = entryOf(id);
  const module = onShelf(id);
  const rules = module && Object.fromEntries(module.ls.map(([lesson, , , rule]) => [lesson, rule]));
  return entry && { title: entry.title, needs: entry.needs, leads: module?.o, rules };
}

/** Find lessons by her own words, with or without signal. */
export function Search() {
  const who = device.current()?.id;
  const [query, setQuery] = useState(last[1] === who ? last[0] : '');
  last = [query, who];
  const index = useIndex();
  const asked = query.trim();
  const found = asked && index ? search(asked, index, aboutModule).filter(isForHer) : [];
  const useful = asked && index ? toolsFor(asked, found) : [];
  const none = asked && index && !found.length && !useful.length;
  return (
    <>
      <Sign title={t('search')} top={<Wordmark />} />
      <main class="sheet">
        <label class="find">
          <b>{t('searchWhat')}</b>
          <input
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <span class="note">{t('searchHow')}</span>
        </label>
        <p role="status" class={none ? '' : 'note'}>
          {asked && !index && t('searchAway')}
          {none && t('nothingFound', asked)}
          {found.length > 0 && (found.length > 1 ? t('foundMany', found.length) : t('foundOne'))}
        </p>
        {found.length + useful.length > 0 ? (
          <ol class="list">
            {useful.map((one) => (
              <ToolRow key={one.id} of={one} />
            ))}
            {found.map((one) => (
              <Result key={one.lesson} of={one} />
            ))}
          </ol>
        ) : (
          <>
            {!none && <h2>{t('searchOr')}</h2>}
            <Needs chosen={[]} pick={(need) => (location.hash = `#/pregunta/n-${need}`)} />
          </>
        )}
      </main>
      <Tabs here="#/" />
    </>
  );
}

function Result({ of: { module, lesson, title } }: { of: Found }) {
  const here = findLesson(lesson);
  const entry = entryOf(module);
  if (here) return <LessonRow lesson={here.lesson} module={here.module.t} />;
  return entry ? <AwayRow entry={entry} lesson={[lesson, title]} /> : null;
}
