import { useEffect, useRef, useState } from 'preact/hooks';
import { type Ticks, ticked, turned } from '../../../domain/checklist';
import { dayOf } from '../../../domain/lima';
import { control, inspeccion } from '../../../i18n/es.control';
import { esChecklist } from '../../../i18n/es-checklist';
import { addWords, t } from '../../../i18n/t';
import { Icon, okIcon } from '../../../ui/icon';
import type { Values } from '../own';
import { Sheet, Trades, useKeep, useTrade } from '../sheet';
import { Edit } from './edit';

addWords(esChecklist);

/** Mi lista: the steps of her trade and those of an inspection, ticked for today. */
export function Checklist() {
  return (
    <Sheet title={t('checklist')} tool="control">
      {(values) => <Lists values={values} />}
    </Sheet>
  );
}

function Lists({ values }: { values: Values }) {
  const [trade, setTrade] = useTrade();
  const day = useDay();
  return (
    <>
      <p class="note">{t('checkToday')}</p>
      <List
        name="pasos"
        title={t('checkSteps')}
        start={control[trade] as string[]}
        values={values}
        day={day}
      >
        <Trades trade={trade} pick={setTrade} />
      </List>
      <List
        name="inspeccion"
        title={t('checkBefore')}
        start={inspeccion}
        values={values}
        day={day}
      />
    </>
  );
}

const nowS = (): number => Math.floor(Date.now() / 1000);
const DAY_MS = 86_400_000;
const LIMA_MS = 5 * 3_600_000;

/** Today in Lima; the screen that is open at midnight begins the new day. */
function useDay(): number {
  const [day, setDay] = useState(() => dayOf(nowS()));
  useEffect(() => {
    const look = () => setDay(dayOf(nowS()));
    const timer = setTimeout(look, DAY_MS - ((Date.now() - LIMA_MS) % DAY_MS) + 1000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [day]);
  return day;
}

type ListProps = {
  name: string;
  title: string;
  start: readonly string[];
  values: Values;
  day: number;
  children?: preact.ComponentChildren;
};

/** One list: hers, or the one it begins with; ticks beside it under a name of their own. */
function List({ name, title, start, values, day, children }: ListProps) {
  const { put, failed } = useKeep('control');
  const [isEditing, setEditing] = useState(false);
  const own = values.get(name) as string[] | undefined;
  const steps = own ?? start;
  // What she ticked on this screen counts at once: two quick touches are two ticks.
  const [now, setNow] = useState<Ticks>();
  const kept = values.get(`${name}/hoy`) as Ticks | undefined;
  const waiting = useRef(0);
  // Once hers are kept, what is kept counts: erased, or ticked on another phone.
  useEffect(() => {
    if (!waiting.current) setNow(undefined);
  }, [kept]);
  const on = ticked(now ?? kept, day);
  const done = steps.filter((step) => on.includes(step)).length;
  const tick = (step: string) => {
    const next = { d: day, on: turned(on, step) };
    setNow(next);
    waiting.current += 1;
    void put(`${name}/hoy`, next).then((isKept) => {
      waiting.current -= 1;
      if (!isKept) setNow(undefined);
    });
  };
  return (
    <section class="cloth entre">
      <h2>{title}</h2>
      {failed}
      {isEditing ? (
        <Edit
          steps={steps}
          isOwn={!!own}
          keep={(mine) => put(name, mine)}
          close={() => setEditing(false)}
        />
      ) : (
        <>
          <ul class="steps" lang="es">
            {steps.map((step) => (
              <li key={step}>
                <button type="button" aria-pressed={on.includes(step)} onClick={() => tick(step)}>
                  <span class="tick">{on.includes(step) && <Icon of={okIcon} />}</span>
                  {step}
                </button>
              </li>
            ))}
          </ul>
          <p class="note" role="status">
            {done === steps.length ? t('checkAll') : t('checkOf', done, steps.length)}
          </p>
          {!own && children}
          <button class="btn soft" type="button" onClick={() => setEditing(true)}>
            {t('checkEdit')}
          </button>
        </>
      )}
    </section>
  );
}
