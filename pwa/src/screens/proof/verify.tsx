import { useEffect, useRef, useState } from 'preact/hooks';
import { checkCode, isNameOf, neatName, type Said } from '../../domain/proofcode';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Tabs } from '../tabs';
import { freshIssuer, type Issuer, issuer } from './issuer';
import { stay } from './stay';
import { whatOf } from './what';
import './words';

type Found = { by?: Issuer | undefined; said?: Said; bad?: Key };

/** Check a code with what the phone holds. */
async function find(code: string, by: Issuer | undefined): Promise<Found> {
  if (!by) return { bad: 'checkNoKeys' };
  const said = await checkCode(code, by.keys);
  if (said === 'altered') return { by, bad: 'checkAltered' };
  if (said === 'unknown') return { by, bad: 'checkUnknown' };
  return by.ids.includes(said.id) ? { by, said, bad: 'checkRevoked' } : { by, said };
}

/** Keys that this phone does not have: signal would bring them. */
const needsNews = ({ bad }: Found): boolean => bad === 'checkNoKeys' || bad === 'checkUnknown';

/** A certificate that somebody shows, checked on this phone; the network only brings a newer list. */
export function Verify({ id }: { id: string }) {
  const [found, setFound] = useState<Found>();
  const [code = '', salt = ''] = id.split('.');
  const turn = useRef(0);
  const check = () => {
    const mine = ++turn.current;
    // What was looked up of another code and comes later says nothing of this one.
    const show = (one?: Found) => mine === turn.current && setFound(one);
    const look = async () => {
      const first = await find(code, await issuer());
      // What is missing may come with the answer: nothing is said of it before.
      if (!needsNews(first)) show(first);
      show(await find(code, await freshIssuer()));
    };
    show(undefined);
    void look().catch(() => show({ bad: 'checkNoKeys' }));
  };
  useEffect(check, [id]);
  useEffect(() => void stay().catch(() => {}), []);
  return (
    <>
      <Sign title={t('checkTitle')} top={<Wordmark />} />
      <main class="sheet">
        <div class="entre" role="status">
          {!found && <p>{t('checking')}</p>}
          {found?.bad && <p class="warn">{t(found.bad)}</p>}
          {found?.said && !found.bad && (
            <p class="says right">
              <b>{t('checkGood')}</b> {whatOf(found.said)} {!found.said.official && t('noValue')}{' '}
              {t('proofBy', found.by?.name ?? '', found.said.id)}
            </p>
          )}
        </div>
        {found?.said && !found.bad && <Name key={id} of={found.said} salt={salt} />}
        {found?.by && <p class="note">{t('checkList', dayWords(found.by.at))}</p>}
        {found && needsNews(found) && (
          <button class="btn soft" type="button" onClick={check}>
            {t('retry')}
          </button>
        )}
      </main>
      <Tabs here="" />
    </>
  );
}

/** Whose it is: the name is not in the code, so who checks writes the one she reads. */
function Name({ of: said, salt }: { of: Said; salt: string }) {
  const [name, setName] = useState('');
  const [tried, setTried] = useState<{ name: string; isHers: boolean }>();
  const check = async () => setTried({ name, isHers: await isNameOf(said, salt, name) });
  return (
    <form
      class="cloth entre proof"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <label class="entre">
        {t('checkNameField')}
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          required
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <p class={tried ? (tried.isHers ? 'says right' : 'warn') : 'note'} role="status">
        {tried
          ? t(tried.isHers ? 'nameGood' : 'nameBad', neatName(tried.name))
          : t('checkGoodText')}
      </p>
      <button class="btn" type="submit">
        {t('checkName')}
      </button>
    </form>
  );
}
