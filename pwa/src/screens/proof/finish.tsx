import { useEffect, useRef, useState } from 'preact/hooks';
import { GIVEN, type Part } from '../../domain/graduation';
import { neatName } from '../../domain/proofcode';
import { library } from '../../downloads/library';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { backIcon, Icon, nextIcon, okIcon } from '../../ui/icon';
import { Consent } from '../consent';
import { currentLog, keep, progress } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { Shut } from '../tools/end';
import { useOwn } from '../tools/own';
import { Certificate } from './certificate';
import { freshIfOld } from './issuer';
import { asked, askFor, KEPT, lacks, type Mine } from './mine';

const WHERE: Record<Part, string> = {
  modules: '#/',
  actions: '#/negocio',
  given: '#/comunidad/invita',
  survey: '#/encuesta/',
};
const GIVES: [answer: string, words: Key][] = [
  ['regla', 'giveRule'],
  ['leccion', 'giveLesson'],
  ['invita', 'giveInvite'],
];
const MOST_LETTERS = 60;

const lackWords = (part: Part, count: number): string =>
  part === 'modules'
    ? tn('lackModules', count)
    : part === 'actions'
      ? tn('lackActions', count)
      : t(part === 'given' ? 'lackGiven' : 'lackSurvey');

/** Her certificate: what is missing, the name it will say, and what she does with it. */
export function Finish() {
  const own = useOwn();
  const [made, setMade] = useState<Mine>();
  const [isNaming, setNaming] = useState(false);
  const [isAllowing, setAllowing] = useState(false);
  const log = currentLog();
  useEffect(() => {
    void freshIfOld().catch(() => {});
    // How many lessons a module has, and what the edition asks.
    if (!library.words()) void library.fetchWords();
    if (!library.editionText()) void library.fetchEdition();
  }, []);
  if (isAllowing) return <Consent done={() => setAllowing(false)} />;
  const kept = own.state === 'ready' ? (own.values.get(KEPT) as Mine | undefined) : undefined;
  const mine = made ?? kept;
  // Before her own is read nothing is offered; without its key, another one would take it back.
  const isAsked = own.state === 'ready' && (!mine || isNaming);
  const lack = lacks();
  const survey = asked().survey;
  return (
    <>
      <Sign
        title={t('proofTitle')}
        top={
          <a class="round" href="#/yo" aria-label={t('back')}>
            <Icon of={backIcon} />
          </a>
        }
      />
      <main class="sheet">
        {mine && !isNaming && <Certificate of={mine} rename={() => setNaming(true)} />}
        {own.state === 'shut' && <Shut />}
        {isAsked && lack.length > 0 && (
          <>
            <p class="idea">{t('proofAsks')}</p>
            <ul class="list">
              {lack.map(([part, count]) => (
                <li key={part}>
                  <a href={part === 'survey' ? WHERE.survey + survey : WHERE[part]}>
                    <b class="grow">{lackWords(part, count)}</b>
                    <Icon of={nextIcon} />
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        {isAsked && !lack.length && log && (
          <Naming
            isAgain={!!mine}
            allow={() => setAllowing(true)}
            done={(one) => {
              setMade(one);
              setNaming(false);
            }}
          />
        )}
        {isAsked && !mine && asked().given > 0 && <Given />}
        {survey && !lack.some(([part]) => part === 'survey') && (
          <a class="link" href={`#/encuesta/${survey}`}>
            {t('surveyAgain')}
          </a>
        )}
      </main>
      <Tabs here="#/yo" />
    </>
  );
}

/** What she says that she gave to others. */
function Given() {
  const [said, setSaid] = useState<Key>();
  // What she touched counts at once, and is kept in its order: two quick touches are two answers.
  const put = useRef<string[] | undefined>(undefined);
  const last = useRef(Promise.resolve());
  const [, draw] = useState({});
  const told = (): string[] => put.current ?? progress().about?.[GIVEN] ?? [];
  const given = told();
  const toggle = (one: string) => {
    const before = told();
    const answers = before.includes(one) ? before.filter((each) => each !== one) : [...before, one];
    put.current = answers;
    draw({});
    const save = () => keep('about.told', { question: GIVEN, answers });
    last.current = last.current.then(save).then(
      () => setSaid(undefined),
      () => {
        put.current = undefined;
        setSaid('notSaved');
      },
    );
  };
  return (
    <section class="cloth entre">
      <h2 id="given">{t('givenAsk')}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
      <div class="pick" role="group" aria-labelledby="given">
        {GIVES.map(([one, words]) => (
          <button
            key={one}
            type="button"
            aria-pressed={given.includes(one)}
            onClick={() => toggle(one)}
          >
            {t(words)}
            {given.includes(one) && <Icon of={okIcon} />}
          </button>
        ))}
      </div>
      <p class="note" role="status">
        {t(said ?? 'givenWhy')}
      </p>
    </section>
  );
}

const why = (reason: string): Key => {
  if (reason === 'notSaved') return reason;
  if (reason === 'proof.missing' || reason.startsWith('auth')) return 'proofNotYet';
  return reason === 'try.later' ? 'proofWait' : 'proofNoSignal';
};

type NamingProps = { isAgain: boolean; allow: () => void; done: (made: Mine) => void };

/** The name, typed with its warning, and the signature asked for. */
function Naming({ isAgain, allow, done }: NamingProps) {
  const [name, setName] = useState('');
  const [said, setSaid] = useState<Key>(isAgain ? 'proofRenameWhy' : 'proofReady');
  const [busy, setBusy] = useState(false);
  const log = currentLog();
  if (!hasConsent())
    return (
      <>
        <p class="idea">{t('proofNoCopy')}</p>
        <button class="btn" type="button" onClick={allow}>
          {t('proofCopy')}
        </button>
      </>
    );
  const give = async () => {
    if (!log || busy) return;
    if (!neatName(name)) return setSaid('proofNoName');
    setBusy(true);
    setSaid('proofAsking');
    const got = await askFor(log, name).catch(() => undefined);
    setBusy(false);
    if (got?.ok) done(got.value);
    else setSaid(why(got?.reason ?? 'network'));
  };
  return (
    <form
      class="cloth entre proof"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <p class="warn">{t('proofNameWhy')}</p>
      <label class="entre">
        {t('proofName')}
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={MOST_LETTERS}
          required
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <p class="note" role="status">
        {t(said)}
      </p>
      <button class="btn" type="submit">
        {t('proofAsk')}
      </button>
    </form>
  );
}
