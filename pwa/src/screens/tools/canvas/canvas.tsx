import { useState } from 'preact/hooks';
import { COUNT, firstOpen, MOST_LETTERS, nameOf } from '../../../domain/canvas';
import { lienzo } from '../../../i18n/es.lienzo';
import { esCanvas } from '../../../i18n/es-canvas';
import { addWords, t } from '../../../i18n/t';
import { addStyles } from '../../../ui/styles';
import type { Values } from '../own';
import { Sheet, Trades, useTrade } from '../sheet';
import css from './canvas.css?inline';
import { useDraft } from './draft';
import { Page } from './page';

addWords(esCanvas);
addStyles(css);

/** Mi lienzo: nine questions, one at a time, then all of it on one page. */
export function Canvas() {
  return (
    <Sheet title={t('canvas')} tool="lienzo">
      {(values) => <Steps values={values} />}
    </Sheet>
  );
}

const textOf = (values: Values, at: number): string | undefined => {
  const text = values.get(nameOf(at));
  return typeof text === 'string' ? text : undefined;
};

function Steps({ values }: { values: Values }) {
  const [at, setAt] = useState(() => firstOpen((name) => values.has(name)));
  const trade = useTrade();
  // From the page she goes back to one question, not through all that follow it.
  const [isAlone, setAlone] = useState(false);
  if (at === COUNT) {
    const change = (to: number) => {
      setAlone(true);
      setAt(to);
    };
    return <Page texts={lienzo.map((_, one) => textOf(values, one) ?? '')} change={change} />;
  }
  const go = (by: number) => setAt(isAlone ? COUNT : at + by);
  return <Question key={at} at={at} old={textOf(values, at)} trade={trade} go={go} />;
}

type QuestionProps = {
  at: number;
  old: string | undefined;
  trade: ReturnType<typeof useTrade>;
  go: (by: number) => void;
};

function Question({ at, old, trade: [trade, setTrade], go }: QuestionProps) {
  const { text, write, save, failed } = useDraft(nameOf(at), old);
  const [ask, hint, like] = lienzo[at] as (typeof lienzo)[number];
  const leave = (by: number) => void save(by > 0).then((isKept) => isKept && go(by));
  return (
    <>
      {at === 0 && <p class="note">{t('canvasStays')}</p>}
      <p class="note">{t('canvasOf', at + 1, COUNT)}</p>
      <progress value={at + 1} max={COUNT} aria-hidden="true" />
      <section class="entre" lang="es">
        <h2 id="ask">{ask}</h2>
        <p id="hint">{hint}</p>
        <textarea
          rows={3}
          aria-labelledby="ask"
          aria-describedby="hint"
          maxLength={MOST_LETTERS}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget: { value } }) => write(value)}
        />
      </section>
      {failed}
      <div class="row">
        {at > 0 && (
          <button class="btn soft mid" type="button" onClick={() => leave(-1)}>
            {t('back')}
          </button>
        )}
        <button class="btn mid grow" type="button" onClick={() => leave(1)}>
          {t(text.trim() ? 'go' : 'skip')}
        </button>
      </div>
      <section class="cloth entre">
        <h3>{t('canvasLike')}</h3>
        <p lang="es">{like[trade]}</p>
        <Trades trade={trade} pick={setTrade} />
      </section>
    </>
  );
}
