import { useState } from 'preact/hooks';
import { movedBy, OWN_ORDER, type Step } from '../../domain/way';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { downIcon, upIcon } from '../../ui/icons-more';
import { keep, progress } from '../state/session';
import { moduleEntries } from '../state/shelf';
import { Tabs } from '../tabs';
import { leave, useKeep, useLeaving } from './keeping';
import { modulesOf, mySteps, whyOf } from './way';

const titleOf = (id: string): string => moduleEntries().find((one) => one.id === id)?.title ?? id;

/** Her stops with own answers in place of those kept. */
const stepsBy = (own: string[]): Step[] =>
  modulesOf(mySteps({ ...progress().about, [OWN_ORDER]: own }) ?? []);

/** Move her stops up and down, or go back to what was advised; what stands when she leaves is kept. */
export function WayOrder() {
  const kept = progress().about?.[OWN_ORDER] ?? [];
  const [own, setOwn] = useState(kept);
  /** What stood before each change, the last one at the end; undefined until she changes something. */
  const [past, setPast] = useState<string[][]>();
  const [said, setSaid] = useState('');
  const { failed, attempt } = useKeep();
  const done = (then: () => void) => {
    if (`${kept}` === `${own}`) then();
    else attempt(keep('about.told', { question: OWN_ORDER, answers: own }), then);
  };
  useLeaving(done);
  const steps = stepsBy(own);
  const ids = steps.map(({ id }) => id);
  const put = (order: string[], before: string[][]) => {
    setOwn(order);
    setPast(before);
    setSaid(t(order.length ? 'orderMineNow' : 'orderAdvised'));
  };
  const change = (order: string[]) => put(order, [...(past ?? []), own]);
  const undo = () => put(past?.at(-1) ?? own, past?.slice(0, -1) ?? []);
  const move = (from: number, by: number, button: HTMLElement) => {
    change(movedBy(ids, from, by));
    setSaid(t('orderMoved', titleOf(ids[from] ?? ''), from + by + 1, ids.length));
    // The focus goes with the line that moved.
    const line = button.closest('ol')?.children[from + by];
    line?.querySelectorAll('button')[by < 0 ? 0 : 1]?.focus();
  };
  return (
    <>
      <Sign title={t('orderTitle')} top={<Wordmark />} />
      <main class="sheet">
        <p>{t('orderHow')}</p>
        {failed}
        <p class="note" role="status">
          {said || t(!ids.length ? 'orderAway' : own.length ? 'orderMineNow' : 'orderAdvised')}
        </p>
        <ol class="ordered">
          {steps.map((step, place) => {
            const mover = (by: number, off: boolean) => (
              <button
                class="round"
                type="button"
                aria-label={t(by < 0 ? 'up' : 'down', titleOf(step.id))}
                aria-disabled={off}
                onClick={(event) => off || move(place, by, event.currentTarget)}
              >
                <Icon of={by < 0 ? upIcon : downIcon} />
              </button>
            );
            return (
              // By its place: the buttons stay where they are, so the focus can follow the stop.
              <li key={ids.length - place}>
                <div class="row">
                  <b class="num">{place + 1}</b>
                  <b class="grow">{titleOf(step.id)}</b>
                  <span class="row">
                    {mover(-1, !place)}
                    {mover(1, place === ids.length - 1)}
                  </span>
                </div>
                <p class="note">{whyOf(step) || t('w-order')}</p>
              </li>
            );
          })}
        </ol>
        {own.length > 0 && (
          <button class="btn soft" type="button" onClick={() => change([])}>
            {t('orderBack')}
          </button>
        )}
        {past && (
          <button
            class="btn soft"
            type="button"
            aria-disabled={!past.length}
            onClick={() => past.length && undo()}
          >
            {t('undo')}
          </button>
        )}
        <button class="btn" type="button" onClick={() => done(leave)}>
          {t('answersReady')}
        </button>
      </main>
      <Tabs here="#/" />
    </>
  );
}
