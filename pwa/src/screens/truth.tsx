import { t } from '../i18n/t';
import { Face } from '../ui/picture';
import { contactOf, runBy } from './state/shelf';

/** Who runs this, who can be asked, and how to check that it is true. */
export function Truth() {
  const contact = contactOf();
  return (
    <div class="row">
      {contact && <Face who={contact[1]} />}
      <p class="note grow">
        {contact && t('withYou', contact[0])} {runBy()} <a href="#/ayuda">{t('isItTrue')}</a>
      </p>
    </div>
  );
}
