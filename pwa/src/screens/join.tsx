import { useEffect, useState } from 'preact/hooks';
import type { Edition } from '../domain/bundle';
import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Notice } from '../ui/frame';
import { Icon, nextIcon } from '../ui/icon';
import { readInvite } from '../ui/invite';
import { Languages } from './languages';
import { isUnasked, keep, progress } from './state/session';
import { readShelf } from './state/shelf';
import { Truth } from './truth';

/** Where an invitation leads. It is kept as an event, and works without signal. */
export function Join({ code }: { code: string }) {
  const invite = readInvite(code);
  const [state, setState] = useState<'busy' | 'saved' | 'failed'>('busy');
  const [edition, setEdition] = useState<Edition>();

  const join = async () => {
    if (!invite) return;
    const now = progress().edition;
    if (now?.edition !== invite.edition || now.channel !== invite.channel) {
      await keep('edition.joined', { ...invite, invite: code });
    }
    setState('saved');
    await library.open(invite.edition);
    readShelf();
    setEdition(library.editionText());
    if (!library.catalog()) await library.refresh();
    if (!library.editionText()) await library.fetchEdition();
    setEdition(library.editionText());
  };
  const start = () => {
    join().catch(() => setState((old) => (old === 'busy' ? 'failed' : old)));
  };
  useEffect(start, [code]);

  if (!invite) return <Notice title={t('brokenInvite')} text={t('brokenInviteText')} />;
  // A group by its own name, or not at all: its short name in the address means nothing to her.
  const channel = edition?.ch.find(([slug]) => slug === invite.channel)?.[1];
  return (
    <Notice title={t('arrived', edition?.t ?? 'CREANDO')} text={t('arrivedText')}>
      <svg class="d scene" viewBox="0 10 320 160" aria-hidden="true">
        <use href="#hero" />
      </svg>
      {channel && <p>{t('arrivedBy', channel)}</p>}
      <p class={state === 'failed' ? 'warn' : 'note'} role="status">
        {state === 'saved' && t('arrivedSaved')}
        {state === 'failed' && t('notSaved')}
      </p>
      {state === 'failed' ? (
        <button class="btn" type="button" onClick={start}>
          {t('again')}
        </button>
      ) : (
        <a class="btn" href={isUnasked() ? '#/empezar' : '#/'}>
          {t('start')}
          <Icon of={nextIcon} />
        </a>
      )}
      <Languages />
      <Truth />
    </Notice>
  );
}
