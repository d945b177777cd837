/** Which view is shown: the link's welcome, the door, or the desk. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Team } from './accounts';
import { ask, askPlainly, type Half, type Me, proof, reason } from './api';
import { Enter } from './enter';
import { Prove } from './factors';
import { Help } from './help';
import { DESK, Home } from './home';
import { Mine } from './mine';
import { Problem, Title } from './parts';
import { Record } from './record';
import { Welcome } from './welcome';
import { say } from './words';

const LINK = /^#([0-9A-Za-z]{26})$/;

export function App() {
  const [me, setMe] = useState<Me | null>();
  const [note, setNote] = useState<string>();
  const hash = useHash();
  const code = LINK.exec(hash)?.[1];
  const load = useCallback(async () => {
    const said = await ask<Me>('GET', '/me');
    setMe(said.ok ? said.value : null);
    setNote(said.ok || said.why === 'staff.session' ? undefined : reason(said));
  }, []);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    proof.lost = () => {
      setMe(null);
      setNote(say('staff.session'));
    };
  }, []);
  const enter = () => {
    history.replaceState(null, '', location.pathname);
    dispatchEvent(new HashChangeEvent('hashchange'));
    void load();
  };
  if (code) return <Welcome key={code} code={code} onIn={enter} />;
  if (me === undefined) return <p>{say('loading')}</p>;
  if (me === null) return <Enter key={note} note={note} onIn={setMe} />;
  if (me.stage === 'enrol') return <Welcome name={me.name} onIn={enter} />;
  const out = async () => {
    await ask('DELETE', '/session');
    setNote(undefined);
    setMe(null);
  };
  return (
    <>
      <Desk me={me} view={hash.slice(2)} onOut={out} onChanged={load} />
      <ProofDialog />
    </>
  );
}

function Desk(props: { me: Me; view: string; onOut: () => void; onChanged: () => void }) {
  const { me, view } = props;
  const known = DESK.find((one) => one.to === view && (!one.needs || one.needs in me.may));
  if (!known) return <Home me={me} onOut={props.onOut} />;
  return (
    <>
      <nav>
        <a class="btn soft mid" href="#/">
          {say('back')}
        </a>
      </nav>
      {view === 'ayudar' && <Help me={me} />}
      {view === 'cuentas' && <Team me={me} />}
      {view === 'registro' && <Record />}
      {view === 'mia' && <Mine me={me} onChanged={props.onChanged} />}
    </>
  );
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useLayoutEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return hash;
}

/** The second factor, asked again over whatever she was doing. */
function ProofDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [half, setHalf] = useState<Half>();
  const [bad, setBad] = useState<string>();
  const answer = useRef<(shown: boolean) => void>(() => {});
  const renew = useCallback(async () => {
    const said = await askPlainly<Half>('POST', '/step-up/options');
    setBad(said.ok ? undefined : reason(said));
    return said.ok ? said.value : undefined;
  }, []);
  useEffect(() => {
    proof.ask = async () => {
      setHalf(await renew());
      dialog.current?.showModal();
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    };
  }, [renew]);
  const close = (shown: boolean) => {
    answer.current(shown);
    setHalf(undefined);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} onClose={() => close(false)} aria-label={say('proveTitle')}>
      <div class="part">
        {half && <Title>{say('proveTitle')}</Title>}
        <p>{say('proveIdea')}</p>
        <Problem text={bad} />
        {half && <Prove half={half} to="/step-up" onDone={() => close(true)} renew={renew} />}
        <button class="link" type="button" onClick={() => close(false)}>
          {say('cancel')}
        </button>
      </div>
    </dialog>
  );
}
