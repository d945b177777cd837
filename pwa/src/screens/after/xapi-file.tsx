import { useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import { toBase64url } from '../../domain/bytes';
import { sha256 } from '../../domain/event';
import { NAMESPACE, statementOf } from '../../domain/xapi';
import { type Key, t } from '../../i18n/t';
import { currentLog, rows } from '../state/session';
import { findLesson } from '../state/shelf';
import { saveFile } from './share';

/** Another name for this file alone: it may go to a school, her id stays here. */
const nameOf = async (subject: string): Promise<string> =>
  toBase64url(await sha256(new TextEncoder().encode(`xapi ${subject}`))).slice(0, 22);

/** What she did as xAPI statements, in a file of her own. */
export function XapiFile() {
  const [said, setSaid] = useState<Key>();
  const log = currentLog();
  if (!log || helping()) return null;
  const make = async () => {
    const home = location.origin;
    const reader = { home, name: await nameOf(log.profile.id), namespace: NAMESPACE };
    const moduleOf = (lesson: string) => findLesson(lesson)?.module.id;
    const made = await Promise.all(rows().map((one) => statementOf(one, reader, moduleOf)));
    const text = JSON.stringify(made.filter(Boolean));
    saveFile(new File([text], 'creando-xapi.json', { type: 'application/json' }));
    setSaid('xapiMade');
  };
  return (
    <section class="cloth entre">
      <h2>{t('xapiTitle')}</h2>
      <p>{t('xapiWhy')}</p>
      <p class="note" role="status">
        {said && t(said)}
      </p>
      <button
        class="btn soft"
        type="button"
        onClick={() => void make().catch(() => setSaid('xapiFailed'))}
      >
        {t('xapiMake')}
      </button>
    </section>
  );
}
