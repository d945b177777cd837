import { t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { mayLeave } from '../../sync/gate';
import { Icon, okIcon } from '../../ui/icon';
import { currentLog } from './session';

/** What is true of her work now, in words. */
export function syncWords(): string {
  const { unsent, attention } = currentLog()?.counts() ?? { unsent: 0, attention: 0 };
  if (attention || engine.state() === 'attention') return t('attention');
  if (!hasConsent()) return t('saved');
  if (engine.state() === 'sending') return t('sending');
  return unsent ? `${t('saved')} · ${t('unsent', unsent)}` : t('sent');
}

export function hasConsent(): boolean {
  const log = currentLog();
  return !!log && mayLeave(log);
}

export function SyncLine() {
  return (
    <a class="chip" href="#/yo">
      <Icon of={okIcon} />
      <span role="status">{syncWords()}</span>
    </a>
  );
}
