import { useEffect, useState } from 'preact/hooks';
import { checkCode, isNameOf, neatName, type Said } from '../../domain/proofcode';
import { library } from '../../downloads/library';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Tabs } from '../tabs';
import { freshIssuer, type Issuer, issuer } from './issuer';
import { monthWords } from './month';
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

/** A certificate that somebody shows, checked on this phone; the network only brings a newer list. */
export function Verify({ id }: { id: string }) {
  const [found, setFound] = useState<Found>();
  const [code = '', salt = ''] = id.split('.');
  const look = async () => {
    setFound(await find(code, await issuer()));
    setFound(await find(code, await freshIssuer()));
  };
  const check = () => void look().catch(() => setFound({ bad: 'checkNoKeys' }));
  useEffect(check, [id]);
  return (
    <>
      <Sign title={t('checkTitle')} top={<Wordmark />} />
      <main class="sheet">
        <div class="entre" role="status">
          {!found && <p>{t('checking')}</p>}
          {found?.bad && <p class="warn">{t(found.bad)}</p>}
          {found?.said && !found.bad && (
            <p class="says right">
              <b>{t('checkGood')}</b> {what(found.said)} {!found.said.official && t('noValue')}{' '}
              {t('proofBy', found.by?.name ?? '', found.said.id)}
            </p>
          )}
        </div>
        {found?.said && !found.bad && <Name of={found.said} salt={salt} />}
        {found?.by && <p class="note">{t('checkList', dayWords(found.by.at))}</p>}
        {(found?.bad === 'checkNoKeys' || found?.bad === 'checkUnknown') && (
          <button class="btn soft" type="button" onClick={check}>
            {t('retry')}
          </button>
        )}
      </main>
      <Tabs here="" />
    </>
  );
}

/** This edition by its name, another one by what its organisers call it. */
const what = ({ edition, month }: Said): string => {
  const name = edition === library.edition() ? library.editionText()?.t : undefined;
  return `${name ?? edition}, ${monthWords(month)}.`;
};

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
