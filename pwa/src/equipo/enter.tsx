/** Signing in, in two steps. */
import { useState } from 'preact/hooks';
import { askPlainly, type Half, type Me, reason } from './api';
import { Prove } from './factors';
import { Field, Form, Password, Problem, Title } from './parts';
import { say } from './words';

export function Enter(props: { note: string | undefined; onIn: (me: Me) => void }) {
  const [half, setHalf] = useState<Half>();
  if (half)
    return (
      <>
        <Title>{say('secondTitle')}</Title>
        <p>{say('secondIdea')}</p>
        <Prove<Me> half={half} to="/session/second" onDone={props.onIn} />
        <button class="link" type="button" onClick={() => setHalf(undefined)}>
          {say('startOver')}
        </button>
      </>
    );
  return <First note={props.note} onHalf={setHalf} />;
}

function First(props: { note: string | undefined; onHalf: (half: Half) => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [recovery, setRecovery] = useState('');
  const [crowd, setCrowd] = useState(false);
  const [bad, setBad] = useState(props.note);
  const send = async () => {
    const said = await askPlainly<Half>('POST', '/session', { name, password, recovery });
    if (said.ok) return props.onHalf(said.value);
    setCrowd(crowd || said.why === 'staff.wait');
    return setBad(reason(said));
  };
  return (
    <>
      <Title>{say('enter')}</Title>
      <Problem text={bad} />
      <Form onSend={send} button={say('next')}>
        <Field label={say('name')} value={name} onValue={setName} autocomplete="username" />
        <Password
          label={say('password')}
          value={password}
          onValue={setPassword}
          autocomplete="current-password"
        />
        {crowd && (
          <Field
            label={say('recovery')}
            hint={say('crowdHint')}
            value={recovery}
            onValue={setRecovery}
            autocomplete="off"
          />
        )}
      </Form>
    </>
  );
}
