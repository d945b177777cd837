import { helping } from '../../db/helper';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { Icon, speakerIcon } from '../../ui/icon';
import { handIcon } from '../../ui/icons-more';
import { Languages } from '../languages';
import { isOffered } from '../state/language';
import { ModeButton } from '../state/mode';
import { Tabs } from '../tabs';
import { questions } from './helper';
import { People } from './people';

/** Yo in the simple form: who she is, her language, help, and the way to all the rest. */
export function Me() {
  return (
    <>
      <Sign title={t('whoAreYou')}>
        <People />
      </Sign>
      <main class="sheet">
        <Questions />
        <section class="entre">
          <h2>{t('language')}</h2>
          <Languages />
          <NoQuechua />
        </section>
        <section class="entre">
          <h2>{t('askHelp')}</h2>
          <VoiceLink />
          <HelperLink />
          <a class="btn soft" href="#/ayuda">
            {t('help')}
          </a>
        </section>
        <ModeButton to="full" label="fullMode" />
      </main>
      <Tabs here="#/yo" />
    </>
  );
}

/** Why her language is not among them, while nobody has signed its words. */
export const NoQuechua = () => (isOffered('qu') ? null : <p class="note">{t('noQuechua')}</p>);

/** Her open questions, when somebody helped. */
export function Questions() {
  const count = helping() ? 0 : questions().length;
  return count ? (
    <a class="btn soft" href="#/esperan">
      {tn('waitYou', count)}
    </a>
  ) : null;
}

/** For who would rather listen: the voice that reads, its pace, and when it begins. */
export const VoiceLink = () =>
  helping() ? null : (
    <a class="btn soft" href="#/voz">
      <Icon of={speakerIcon} />
      {t('myVoice')}
    </a>
  );

/** For who has somebody beside her. */
export const HelperLink = () =>
  helping() ? null : (
    <a class="btn soft" href="#/ayudante">
      <Icon of={handIcon} />
      {t('helper')}
    </a>
  );
