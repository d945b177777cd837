/** Noting that one was in touch with somebody: her phone asks her, and only then it counts. */
import { useState } from 'preact/hooks';
import { ask, type Member, type Noted, reason } from './api';
import { Done, Form, Problem, Way } from './parts';
import { say, type Words } from './words';

const KINDS: [kind: string, words: Words][] = [
  ['call', 'metCall'],
  ['visit', 'metVisit'],
  ['session', 'metSession'],
  ['message', 'metMessage'],
];
const DAYS: Words[] = ['today', 'yesterday'];
const DAY = new Intl.DateTimeFormat('es-PE', { dateStyle: 'long', timeZone: 'UTC' });

/** What stands noted of a person, each to be undone, and one more. */
export function Meetings({ of: { subject, met } }: { of: Member }) {
  const [all, setAll] = useState(met);
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<Words>();
  const close = (next: Noted[], words: Words) => {
    setAll(next);
    setOpen(false);
    setDone(words);
  };
  return (
    <>
      {all.length > 0 && (
        <ul>
          {all.map((one) => (
            <Line
              key={one.meeting}
              subject={subject}
              one={one}
              onUndone={() =>
                close(
                  all.filter(({ meeting }) => meeting !== one.meeting),
                  'metUndone',
                )
              }
            />
          ))}
        </ul>
      )}
      <Done text={done && say(done)} />
      {isOpen ? (
        <Note
          subject={subject}
          onNoted={(one) =>
            close([one, ...all.filter(({ meeting }) => meeting !== one.meeting)], 'metDone')
          }
        />
      ) : (
        <button class="link" type="button" onClick={() => setOpen(true)}>
          {say('metNote')}
        </button>
      )}
    </>
  );
}

type LineProps = { subject: string; one: Noted; onUndone: () => void };

function Line({ subject, one, onUndone }: LineProps) {
  const [bad, setBad] = useState<string>();
  const undo = async () => {
    const said = await ask('DELETE', `/meetings/${subject}/${one.meeting}`);
    return said.ok ? onUndone() : setBad(reason(said));
  };
  const words = KINDS.find(([kind]) => kind === one.kind)?.[1] ?? 'metVisit';
  const day = DAY.format(one.day * 86_400_000);
  return (
    <li>
      <p>{say('metOn', say(words), day)}</p>
      <Problem text={bad} />
      <button class="link" type="button" onClick={undo}>
        {say('metUndo')}
        <span class="sr"> {say('metOn', say(words), day)}</span>
      </button>
    </li>
  );
}

function Note({ subject, onNoted }: { subject: string; onNoted: (one: Noted) => void }) {
  const [kind, setKind] = useState('call');
  const [ago, setAgo] = useState(0);
  const [bad, setBad] = useState<string>();
  const send = async () => {
    const said = await ask<Noted>('POST', '/meetings', { subject, kind, days_ago: ago });
    return said.ok ? onNoted(said.value) : setBad(reason(said));
  };
  return (
    <Form onSend={send} button={say('metSave')}>
      <p class="hint">{say('metHow')}</p>
      <fieldset>
        <legend>{say('metKind')}</legend>
        {KINDS.map(([one, words]) => (
          <Way key={one} label={say(words)} checked={kind === one} onPick={() => setKind(one)} />
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('metDay')}</legend>
        {DAYS.map((words, n) => (
          <Way key={words} label={say(words)} checked={ago === n} onPick={() => setAgo(n)} />
        ))}
      </fieldset>
      <Problem text={bad} />
    </Form>
  );
}
