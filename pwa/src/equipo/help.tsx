/** Helping somebody who lost her phone: face to face by one, from afar by two. */
import { useEffect, useState } from 'preact/hooks';
import { type Ask, ask, type Helped, type Me, type Member, reason } from './api';
import { editionName, places } from './home';
import { Meetings } from './met';
import { Done, Field, Form, Problem, Title, Way } from './parts';
import { say } from './words';

const DAY = new Intl.DateTimeFormat('es-PE', { dateStyle: 'long', timeZone: 'America/Lima' });

export function Help({ me }: { me: Me }) {
  const [asks, setAsks] = useState<Ask[]>();
  const load = async () => {
    const said = await ask<{ asks: Ask[] }>('GET', '/recoveries');
    if (said.ok) setAsks(said.value.asks);
  };
  useEffect(() => void load(), []);
  const where = places(me, 'member.see').filter((one) => one !== '*');
  return (
    <>
      <Title>{say('help')}</Title>
      <p>{say('helpRule')}</p>
      {where.map((edition) => (
        <Members key={edition} edition={edition} onAsked={load} />
      ))}
      <section class="part">
        <h2>{say('asks')}</h2>
        {asks?.length === 0 && <p>{say('noAsks')}</p>}
        <ul class="rows">
          {asks?.map((one) => (
            <Waiting key={one.id} one={one} onChanged={load} />
          ))}
        </ul>
      </section>
    </>
  );
}

/** The eight letters she types on the new phone. */
function Code({ code }: { code: string }) {
  return (
    <section class="ok part" role="status">
      <h3>{say('codeFor')}</h3>
      <p class="big" data-code={code}>
        {code.replace(/(.{4})(?=.)/g, '$1 ')}
      </p>
      <p>{say('codeHint')}</p>
    </section>
  );
}

function Members(props: { edition: string; onAsked: () => Promise<void> }) {
  const [all, setAll] = useState<Member[]>();
  const [bad, setBad] = useState<string>();
  const see = async () => {
    const path = `/members?edition=${encodeURIComponent(props.edition)}`;
    const said = await ask<{ members: Member[] }>('GET', path);
    return said.ok ? setAll(said.value.members) : setBad(reason(said));
  };
  return (
    <section class="part">
      <h2>{say('members', editionName(props.edition))}</h2>
      <Problem text={bad} />
      {!all && <Form onSend={see} button={say('seeMembers')} soft />}
      {all?.length === 0 && <p>{say('noMembers')}</p>}
      <ul class="rows">
        {all?.map((one) => (
          <Person key={one.subject} one={one} onAsked={props.onAsked} />
        ))}
      </ul>
    </section>
  );
}

const face = (one: Member): string =>
  one.avatar ? say('face', one.avatar.replace(/^y/, '')) : say('noFace');

function Person({ one, onAsked }: { one: Member; onAsked: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <h3>{face(one)}</h3>
      <span class="hint">{say('since', DAY.format(new Date(one.joined_at * 1000)))}</span>
      <span class="hint mono">{one.subject}</span>
      <Meetings of={one} />
      {open ? (
        <Bring subject={one.subject} onAsked={onAsked} />
      ) : (
        <button class="link" type="button" onClick={() => setOpen(true)}>
          {say('helpHer')}
        </button>
      )}
    </li>
  );
}

function Bring({ subject, onAsked }: { subject: string; onAsked: () => Promise<void> }) {
  const [how, setHow] = useState<'face' | 'afar'>('face');
  const [why, setWhy] = useState('');
  const [said, setSaid] = useState<Helped>();
  const [bad, setBad] = useState<string>();
  const send = async () => {
    const answer = await ask<Helped>('POST', '/recoveries', { subject, how, why });
    setBad(answer.ok ? undefined : reason(answer));
    if (!answer.ok) return;
    setSaid(answer.value);
    await onAsked();
  };
  if (said?.code) return <Code code={said.code} />;
  if (said) return <Done text={say('asked')} />;
  return (
    <Form onSend={send} button={say(how === 'face' ? 'makeCode' : 'askSecond')}>
      <fieldset>
        <legend class="sr">{say('helpHer')}</legend>
        <Way label={say('howHere')} checked={how === 'face'} onPick={() => setHow('face')} />
        <Way label={say('howAfar')} checked={how === 'afar'} onPick={() => setHow('afar')} />
      </fieldset>
      <Field label={say('helpWhy')} value={why} onValue={setWhy} bad={bad} autocomplete="off" />
    </Form>
  );
}

function Waiting({ one, onChanged }: { one: Ask; onChanged: () => Promise<void> }) {
  const [code, setCode] = useState<string>();
  const [bad, setBad] = useState<string>();
  const agree = async () => {
    const said = await ask('POST', `/recoveries/${one.id}/second`);
    setBad(said.ok ? undefined : reason(said));
    await onChanged();
  };
  const take = async () => {
    const said = await ask<{ code: string }>('POST', `/recoveries/${one.id}/code`);
    return said.ok ? setCode(said.value.code) : setBad(reason(said));
  };
  return (
    <li>
      <p>{say('askBy', one.by, one.member, editionName(one.edition))}</p>
      <span class="hint">{one.why}</span>
      <p>{one.second ? say('secondBy', one.second) : say('waitsSecond')}</p>
      <Problem text={bad} />
      {code && <Code code={code} />}
      {!one.mine && !one.second && <Form onSend={agree} button={say('agree')} soft />}
      {one.mine && one.second && !code && <Form onSend={take} button={say('takeCode')} soft />}
    </li>
  );
}
