/** From the one-time link to being in: password, second factor, recovery codes. */
import { useEffect, useState } from 'preact/hooks';
import { askPlainly, type Me, reason } from './api';
import { Enrol, RecoveryCodes } from './factors';
import { Form, Password, Problem, Title } from './parts';
import { say } from './words';

type Step = { at: 'password' } | { at: 'factor' } | { at: 'codes'; codes: string[] };

/** `code` is the link's; without one the password stands already and a second factor is missing. */
export function Welcome(props: { code?: string; name?: string; onIn: () => void }) {
  const [name, setName] = useState(props.name);
  const [bad, setBad] = useState<string>();
  const [step, setStep] = useState<Step>({ at: props.code ? 'password' : 'factor' });
  const { code } = props;
  useEffect(() => {
    if (!code) return;
    void askPlainly<{ name: string }>('POST', '/links/open', { code }).then((said) =>
      said.ok ? setName(said.value.name) : setBad(reason(said)),
    );
  }, [code]);
  if (!name) return bad ? <Problem text={bad} /> : <p>{say('loading')}</p>;
  const number = { password: 1, factor: 2, codes: 3 }[step.at];
  return (
    <>
      <div>
        <p class="steps">{say('stepOf', number)}</p>
        <Title key={step.at}>{title(step.at, name)}</Title>
      </div>
      {step.at === 'password' && (
        <NewPassword code={code ?? ''} name={name} onDone={() => setStep({ at: 'factor' })} />
      )}
      {step.at === 'factor' && (
        <>
          <p>{say('factorIdea')}</p>
          <Enrol onDone={(codes) => setStep({ at: 'codes', codes })} />
        </>
      )}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} onKept={props.onIn} />}
    </>
  );
}

function title(at: Step['at'], name: string): string {
  if (at === 'password') return say('welcome', name);
  return say(at === 'factor' ? 'factorTitle' : 'codesTitle');
}

function NewPassword(props: { code: string; name: string; onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [bad, setBad] = useState<string>();
  const send = async () => {
    const said = await askPlainly<Me>('POST', '/links/use', { code: props.code, password });
    return said.ok ? props.onDone() : setBad(reason(said));
  };
  return (
    <>
      <p>{say('welcomeIdea')}</p>
      <Form onSend={send} button={say('savePassword')}>
        <input hidden readOnly autocomplete="username" value={props.name} />
        <Password
          label={say('newPassword')}
          hint={say('newPasswordHint')}
          value={password}
          onValue={setPassword}
          bad={bad}
          autocomplete="new-password"
        />
      </Form>
    </>
  );
}
