import { useState } from 'preact/hooks';
import type { MeetingAnswer } from '../../../domain/meetings';
import { dayWords } from '../../../i18n/format';
import { type Key, t } from '../../../i18n/t';
import { useKeep } from './answers';
import { Away, type LineProps } from './line';
import type { Met as Asked } from './look';

const KINDS: Record<string, Key> = {
  call: 'metCall',
  session: 'metSession',
  message: 'metMessage',
};
const NOON_S = 17 * 3600;

/** What the team noted, and whether it was so: two touches at the most, or none. */
export function Met({ of: { meeting, keep, putAway }, hold }: LineProps<Asked>) {
  const [told, setTold] = useState<MeetingAnswer>();
  const { attempt, isBusy, failed } = useKeep();
  const tell = (answer: MeetingAnswer) => {
    if (isBusy) return;
    hold(true);
    attempt(keep(answer), () => setTold(answer === 'back' ? undefined : answer));
  };
  const end = () => {
    const done = () => hold(false);
    void (told ? Promise.resolve() : putAway()).then(done, done);
  };
  const { kind, day } = meeting;
  return (
    <aside class="cloth entre">
      <div class="row">
        <p class="grow" role="status">
          {told
            ? t(told === 'yes' ? 'metThanks' : 'metNotSo')
            : t('metAsk', t(KINDS[kind] ?? 'metVisit'), dayWords(day * 86_400 + NOON_S))}
        </p>
        <Away end={end} />
      </div>
      {failed}
      {told ? (
        <button class="link" type="button" onClick={() => tell('back')}>
          {t('deedUndo')}
        </button>
      ) : (
        <>
          <div class="row">
            <button class="btn soft mid" type="button" onClick={() => tell('yes')}>
              {t('metYes')}
            </button>
            <button class="btn soft mid" type="button" onClick={() => tell('no')}>
              {t('metNo')}
            </button>
          </div>
          <p class="note">{t('metWhy')}</p>
        </>
      )}
    </aside>
  );
}
