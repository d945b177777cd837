/** Enrolling a second factor, showing one, and the codes that stand in for it. */
import { useState } from 'preact/hooks';
import { type Answer, ask, askPlainly, type Codes, type Half, reason, type Totp } from './api';
import { canPasskey, makePasskey, showPasskey } from './credentials';
import { Check, Copy, Field, Form, Problem } from './parts';
import { say } from './words';

/** Choose and enrol an app or a passkey; `onDone` gets the recovery codes that came with it. */
export function Enrol({ onDone }: { onDone: (codes: string[]) => void }) {
  const [totp, setTotp] = useState<Totp>();
  const [bad, setBad] = useState<string>();
  const viaPasskey = async () => {
    const options = await ask<{ [key: string]: unknown }>('POST', '/passkeys/options');
    if (!options.ok) return setBad(reason(options));
    const passkey = await makePasskey(options.value);
    if (!passkey) return setBad(say('passkey.stopped'));
    const said = await ask<Codes>('POST', '/passkeys', { passkey });
    return said.ok ? onDone(said.value.recovery) : setBad(reason(said));
  };
  const viaTotp = async () => {
    const said = await ask<Totp>('POST', '/totp');
    setBad(said.ok ? undefined : reason(said));
    if (said.ok) setTotp(said.value);
  };
  if (totp) return <TotpForm totp={totp} onDone={onDone} />;
  return (
    <>
      <Problem text={bad} />
      <section class="box">
        <h2>{say('passkeyTitle')}</h2>
        <p>{say(canPasskey() ? 'passkeyIdea' : 'noPasskey')}</p>
        {canPasskey() && <Form onSend={viaPasskey} button={say('makePasskey')} />}
      </section>
      <section class="box">
        <h2>{say('totpTitle')}</h2>
        <p>{say('totpIdea')}</p>
        <Form onSend={viaTotp} button={say('makeTotp')} soft={canPasskey()} />
      </section>
    </>
  );
}

function TotpForm({ totp, onDone }: { totp: Totp; onDone: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  const [bad, setBad] = useState<string>();
  const confirm = async () => {
    const said = await ask<Codes>('POST', '/totp/confirm', { code });
    return said.ok ? onDone(said.value.recovery) : setBad(reason(said));
  };
  return (
    <section class="part">
      <h2>{say('totpTitle')}</h2>
      <p>{say('totpScan')}</p>
      <img class="qr" src={totp.qr} alt={say('totpAlt')} width="240" height="240" />
      <a href={totp.uri}>{say('totpOpen')}</a>
      <p>{say('totpType')}</p>
      <p class="mono" data-secret={totp.secret}>
        {totp.secret.replace(/(.{4})(?=.)/g, '$1 ')}
      </p>
      <Copy text={totp.secret} />
      <Form onSend={confirm} button={say('confirm')}>
        <Field
          label={say('totpConfirm')}
          value={code}
          onValue={setCode}
          bad={bad}
          autocomplete="one-time-code"
          digits
        />
      </Form>
    </section>
  );
}

/** Show the recovery codes, once; she goes on when she says that they are kept. */
export function RecoveryCodes(props: { codes: string[]; onKept: () => void }) {
  const [kept, setKept] = useState(false);
  const written = props.codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
  return (
    <section class="part">
      <p>{say('codesIdea')}</p>
      <ul class="box codes mono">
        {written.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Copy text={written.join('\n')} />
      <button class="btn soft" type="button" onClick={() => print()}>
        {say('print')}
      </button>
      <Check label={say('codesKept')} checked={kept} onCheck={setKept} />
      <button class="btn" type="button" disabled={!kept} onClick={props.onKept}>
        {say('toMyDesk')}
      </button>
    </section>
  );
}

/** Show one's second factor: code, passkey or recovery code. */
export function Prove<T>(props: {
  half: Half;
  to: string;
  onDone: (said: T) => void;
  renew?: () => Promise<Half | undefined>;
}) {
  const { factors, passkey } = props.half;
  const [lost, setLost] = useState(!factors.totp && !(passkey && canPasskey()));
  const [code, setCode] = useState('');
  const [bad, setBad] = useState<string>();
  const finish = (said: Answer<T>) => (said.ok ? props.onDone(said.value) : setBad(reason(said)));
  const send = async () => {
    const shown = lost ? { recovery: code } : { code };
    finish(await askPlainly<T>('POST', props.to, shown));
  };
  const viaPasskey = async () => {
    const fresh = bad ? await props.renew?.() : undefined; // each challenge is good once
    const shown = await showPasskey(fresh?.passkey ?? passkey ?? {});
    if (!shown) return setBad(say('passkey.stopped'));
    return finish(await askPlainly<T>('POST', props.to, { passkey: shown }));
  };
  const swap = () => {
    setLost(!lost);
    setCode('');
    setBad(undefined);
  };
  return (
    <div class="part">
      {passkey && canPasskey() && !lost && <Form onSend={viaPasskey} button={say('usePasskey')} />}
      {(factors.totp || lost) && (
        <Form onSend={send} button={say('confirm')} soft={!!passkey && !lost}>
          <Field
            key={String(lost)}
            label={say(lost ? 'recovery' : 'code')}
            value={code}
            onValue={setCode}
            bad={bad}
            autocomplete="one-time-code"
            digits={!lost}
          />
        </Form>
      )}
      {!factors.totp && !lost && <Problem text={bad} />}
      <button class="link" type="button" onClick={swap}>
        {say(lost ? 'useCode' : 'useRecovery')}
      </button>
    </div>
  );
}
