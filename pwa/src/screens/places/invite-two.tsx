import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { Send } from './send';

/** Two others by WhatsApp: a text and this address, or the new one when the edition moves. */
export function InviteTwo() {
  const address = library.editionText()?.mv || location.origin;
  return (
    <>
      <svg class="d scene" viewBox="0 10 320 160" aria-hidden="true">
        <use href="#hero" />
      </svg>
      <p class="idea">{t('inviteWhy')}</p>
      <p class="note">{t('inviteNothing')}</p>
      <Send text={t('inviteText', address)} label="byWhatsapp" />
      <p class="note">{t('whatsappHow')}</p>
    </>
  );
}
