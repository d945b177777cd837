/** One's own account: password, second factors, recovery codes. */
import { useState } from 'preact/hooks';
import { ask, type Codes, type Me, reason } from './api';
import { Enrol, RecoveryCodes } from './factors';
import { Done, Form, Password, Problem, Title } from './parts';
import { say } from './words';

export function Mine({ me, onChanged }: { me: Me; onChanged: () => void }) {
  const [codes, setCodes] = useState<string[]>();
  const { totp, passkeys, recovery } = me.factors;
  if (codes) {
    const kept = () => {
      setCodes(undefined);
      onChanged();
    };
    return (
      <>
        <Title>{say('codesTitle')}</Title>
        <RecoveryCodes codes={codes} onKept={kept} />
      </>
    );
  }
  return (
    <>
      <Title>{say('mine')}</Title>
      <p>{say('factorsNow', say(totp ? 'yes' : 'no'), passkeys, recovery)}</p>
      <ChangePassword name={me.name} />
      <NewCodes onCodes={setCodes} />
      <MoreFactors onAdded={onChanged} />
    </>
  );
}

function ChangePassword({ name }: { name: string }) {
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [bad, setBad] = useState<{ why: string; words: string }>();
  const [done, setDone] = useState(false);
  const send = async () => {
    const said = await ask('POST', '/password', { old, new: fresh });
    setDone(said.ok);
    setBad(said.ok ? undefined : { why: said.why, words: reason(said) });
    if (said.ok) {
      setOld('');
      setFresh('');
    }
  };
  const ofNew = bad?.why.startsWith('staff.password_');
  return (
    <section class="box">
      <h2>{say('changePassword')}</h2>
      <Form onSend={send} button={say('changePassword')} soft>
        <input hidden readOnly autocomplete="username" value={name} />
        <Password
          label={say('oldPassword')}
          value={old}
          onValue={setOld}
          bad={ofNew ? undefined : bad?.words}
          autocomplete="current-password"
        />
        <Password
          label={say('newPassword')}
          hint={say('newPasswordHint')}
          value={fresh}
          onValue={setFresh}
          bad={ofNew ? bad?.words : undefined}
          autocomplete="new-password"
        />
      </Form>
      <Done text={done ? say('passwordChanged') : undefined} />
    </section>
  );
}

function NewCodes({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [bad, setBad] = useState<string>();
  const send = async () => {
    const said = await ask<Codes>('POST', '/recovery-codes');
    return said.ok ? onCodes(said.value.recovery) : setBad(reason(said));
  };
  return (
    <section class="box">
      <h2>{say('codesTitle')}</h2>
      <p>{say('newCodesIdea')}</p>
      <Problem text={bad} />
      <Form onSend={send} button={say('newCodes')} soft />
    </section>
  );
}

function MoreFactors({ onAdded }: { onAdded: () => void }) {
  const [added, setAdded] = useState(0);
  const done = () => {
    setAdded(added + 1);
    onAdded();
  };
  return (
    <section class="part">
      <h2>{say('anotherFactor')}</h2>
      <Done text={added ? say('factorAdded') : undefined} />
      <Enrol key={added} onDone={done} />
    </section>
  );
}
