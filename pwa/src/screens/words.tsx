import type { Key } from '../i18n/t';
import { t } from '../i18n/t';
import { Sign, Wordmark } from '../ui/frame';
import { Icon } from '../ui/icon';
import { handIcon } from '../ui/icons-more';
import { useConsentText } from './consent';
import { runBy } from './state/shelf';
import { Tabs } from './tabs';

function Answers({ of: keys }: { of: Key[] }) {
  return (
    <>
      {keys.map((key) => (
        <section class="cloth" key={key}>
          <h2>{t(key)}</h2>
          <p>{t(`${key}Text` as Key)}</p>
        </section>
      ))}
    </>
  );
}

const questions: Key[] = [
  'helpSaved',
  'helpSent',
  'helpAttention',
  'helpSignal',
  'helpErase',
  'helpTrue',
];
const places: Key[] = ['privacyPhone', 'privacyServer', 'privacyNever', 'privacyShared'];

export function Help() {
  return (
    <>
      <Sign title={t('helpTitle')} top={<Wordmark />} />
      <main class="sheet">
        <a class="btn soft" href="#/ayudante">
          <Icon of={handIcon} />
          {t('withHelper')}
        </a>
        <Answers of={questions} />
        <section class="cloth">
          <h2>{t('helpWho')}</h2>
          <p>{runBy()}</p>
        </section>
        <a class="btn soft" href="#/privacidad">
          {t('privacyTitle')}
        </a>
      </main>
      <Tabs here="#/ayuda" />
    </>
  );
}

export function Privacy() {
  const text = useConsentText();
  return (
    <>
      <Sign title={t('privacyTitle')} top={<Wordmark />} />
      <main class="sheet">
        <Answers of={places} />
        {text && (
          <section class="cloth">
            <h2>{t('privacyAsked')}</h2>
            <div class="entre">
              {text[3].map((words) => (
                <p key={words}>{words}</p>
              ))}
            </div>
          </section>
        )}
        <a class="btn soft" href="#/yo">
          {t('yo')}
        </a>
      </main>
      <Tabs here="#/ayuda" />
    </>
  );
}
