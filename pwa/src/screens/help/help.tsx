/** Help and privacy: for who asks, a chunk of its own. */
import type { Edition } from '../../domain/bundle';
import { esHelp } from '../../i18n/es-help';
import { addWords, type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { handIcon } from '../../ui/icons-more';
import { Face } from '../../ui/picture';
import { useConsentText } from '../consent';
import { contactOf, helplines, runBy } from '../state/shelf';
import { Tabs } from '../tabs';

addWords(esHelp);

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

function Help() {
  const contact = contactOf();
  return (
    <>
      <Sign title={t('helpTitle')} top={<Wordmark />} />
      <main class="sheet">
        <a class="btn soft" href="#/ayudante">
          <Icon of={handIcon} />
          {t('withHelper')}
        </a>
        <section class="cloth">
          <h2>{t('helplines')}</h2>
          {helplines().length ? <Helplines /> : <p>{t('helplinesNone')}</p>}
        </section>
        <Answers of={questions} />
        <section class="cloth">
          <h2>{t('helpWho')}</h2>
          <p>{runBy()}</p>
          {contact && <Contact of={contact} />}
        </section>
        <a class="btn soft" href="#/privacidad">
          {t('privacyTitle')}
        </a>
      </main>
      <Tabs here="#/ayuda" />
    </>
  );
}

function Helplines() {
  return (
    <ul class="entre papers">
      {helplines().map(([name, what, number]) => (
        <li key={number}>
          <a class="btn soft" href={`tel:${number}`}>
            {name} · {number}
          </a>
          <p class="note">{what}</p>
        </li>
      ))}
    </ul>
  );
}

/** Somebody of the edition to ask; her number, where the edition gives one. */
function Contact({ of: [name, avatar, number] }: { of: NonNullable<Edition['ct']> }) {
  return (
    <div class="row">
      <Face who={avatar} />
      <p class="grow">{t('withYou', name)}</p>
      {number && (
        <a class="btn soft" href={`https://wa.me/${number}`} rel="noreferrer">
          {t('askHer', `+${number}`)}
        </a>
      )}
    </div>
  );
}

function Privacy() {
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

const HelpPlace = ({ page }: { page: string }) => (page === 'ayuda' ? <Help /> : <Privacy />);

export const help = { HelpPlace };
