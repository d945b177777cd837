import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { DoCard } from '../../domain/bundle';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Band, Foot, useTitle } from '../../ui/frame';
import { Icon, okIcon, type Strokes } from '../../ui/icon';
import {
  bagIcon,
  houseIcon,
  moonIcon,
  phoneIcon,
  rayIcon,
  stallIcon,
  streetIcon,
  sunIcon,
  weekIcon,
} from '../../ui/icons-more';
import { Blocks, Words } from '../../ui/text';
import { note, progress, setNote } from '../state/session';

/** When and where: the words of a code are its own key. */
const choices: Record<string, Strokes> = {
  now: rayIcon,
  closing: moonIcon,
  tomorrow: sunIcon,
  weekend: weekIcon,
  stall: stallIcon,
  home: houseIcon,
  market: bagIcon,
  phone: phoneIcon,
  street: streetIcon,
};

/** Offered when a lesson names none. */
const WHEN = ['now', 'closing', 'tomorrow'];
const WHERE = ['stall', 'home', 'market'];

/** "Hazlo hoy": steps to tick, when and where, and a promise to herself. */
export function Do({ card, lesson, keep, hold, next }: CardProps<DoCard>) {
  const [, id, rev, title, blocks, [steps, whens, wheres, risk]] = card;
  // What she decided by herself is not shown to who helps.
  const promise = (helping() ? [] : progress().actions)
    .filter((one) => one.lesson === lesson && one.card === id)
    .pop();
  const [when, setWhen] = useState(promise?.when ?? '');
  const [where, setWhere] = useState(promise?.where ?? '');
  const [asked, setAsked] = useState(false);
  const [ticks, setTicks] = useState('');
  const key = `do:${lesson}/${id}`;
  const ref = useTitle(title);
  useEffect(() => {
    note(key).then(
      (old) => old && setTicks(old),
      () => {},
    );
  }, [key]);
  const tick = (step: string) => {
    const ticked = ticks.includes(step) ? ticks.replace(step, '') : ticks + step;
    hold(
      () => setNote(key, ticked),
      () => setTicks(ticked),
    );
  };
  const commit = () => {
    if (!when || !where) setAsked(true);
    else if (promise?.when === when && promise.where === where) next();
    else keep('action.taken', { lesson, card: id, rev, when, where }, next);
  };
  return (
    <>
      <main>
        <div class="sign">
          <p class="shout">{t('doNow')}</p>
          <Band of="esc" />
        </div>
        <div class="sheet">
          <h1 tabIndex={-1} ref={ref}>
            {title}
          </h1>
          <Blocks of={blocks} />
          <ul class="steps">
            {steps.map((step, i) => {
              const mark = String.fromCharCode(97 + i);
              return (
                <li key={mark}>
                  <button
                    type="button"
                    aria-pressed={ticks.includes(mark)}
                    disabled={helping()}
                    onClick={() => tick(mark)}
                  >
                    <span class="tick">{ticks.includes(mark) && <Icon of={okIcon} />}</span>
                    <span class="grow">
                      <Words of={step} />
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
          <Pick title="when" of={whens.length ? whens : WHEN} value={when} set={setWhen} />
          <Pick title="where" of={wheres.length ? wheres : WHERE} value={where} set={setWhere} />
          {risk && (
            <p class="warn">
              <b>{t('risk')}</b> <Words of={risk} />
            </p>
          )}
        </div>
      </main>
      <Foot>
        <button class="link" type="button" onClick={next}>
          {t('notToday')}
        </button>
        <div class="grow">
          <p class="note" role="status">
            {asked && !(when && where) && t('chooseBoth')}
          </p>
          <button class="btn" type="button" onClick={commit}>
            {t('commit')}
          </button>
        </div>
      </Foot>
    </>
  );
}

type PickProps = { title: Key; of: string[]; value: string; set: (code: string) => void };

function Pick({ title, of: codes, value, set }: PickProps) {
  return (
    <>
      <h2 id={title}>{t(title)}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
      <div class="pick" role="group" aria-labelledby={title}>
        {codes.map((code) => {
          const icon = choices[code];
          return (
            icon && (
              <button
                key={code}
                type="button"
                aria-pressed={value === code}
                onClick={() => set(code)}
              >
                <Icon of={icon} />
                {t(code as Key)}
              </button>
            )
          );
        })}
      </div>
    </>
  );
}
