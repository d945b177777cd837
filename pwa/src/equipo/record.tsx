/** The record: who did what to whom. */
import { useEffect, useState } from 'preact/hooks';
import { ask, type Line, reason } from './api';
import { editionName } from './home';
import { Form, Problem, Title } from './parts';
import { hasWords, say, type Words } from './words';

const PAGE = 100;
const WHEN = new Intl.DateTimeFormat('es-PE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'America/Lima',
});

export function Record() {
  const [lines, setLines] = useState<Line[]>();
  const [more, setMore] = useState(false);
  const [bad, setBad] = useState<string>();
  const load = async (before: string, held: Line[]) => {
    const said = await ask<{ lines: Line[] }>('GET', `/audit${before}`);
    if (!said.ok) return setBad(reason(said));
    setLines([...held, ...said.value.lines]);
    return setMore(said.value.lines.length === PAGE);
  };
  useEffect(() => void load('', []), []);
  const last = lines?.[lines.length - 1];
  return (
    <>
      <Title>{say('record')}</Title>
      <Problem text={bad} />
      {lines?.length === 0 && <p>{say('noLines')}</p>}
      <ol class="rows">
        {lines?.map((line) => (
          <Deed key={line.n} line={line} />
        ))}
      </ol>
      {more && last && (
        <Form onSend={() => load(`?before=${last.n}`, lines ?? [])} button={say('older')} soft />
      )}
    </>
  );
}

function Deed({ line }: { line: Line }) {
  const what = `deed.${line.what}`;
  const at = new Date(line.at * 1000);
  const alone = !line.whom || line.whom === line.who;
  return (
    <li>
      <b>{hasWords(what) ? say(what as Words) : line.what}</b>
      <span>{alone ? line.who : say('byWhom', line.who, line.whom)}</span>
      {line.why && <span class="hint">{line.why}</span>}
      <time dateTime={at.toISOString()}>
        {line.n} · {WHEN.format(at)} · {editionName(line.edition)}
      </time>
    </li>
  );
}
