/** The team's accounts: invite, give roles, stop. */
import { useEffect, useId, useState } from 'preact/hooks';
import { type Account, type Accounts, ask, type Me, type NewLink, reason } from './api';
import { editionName, places, roleName } from './home';
import { Check, Copy, Field, Form, Problem, Title } from './parts';
import { say } from './words';

const ROLES = ['mentor', 'organiser', 'moderator', 'officer', 'admin'];
type Link = { name: string; code: string };

export function Team({ me }: { me: Me }) {
  const [all, setAll] = useState<Accounts>();
  const [bad, setBad] = useState<string>();
  const [link, setLink] = useState<Link>();
  const load = async () => {
    const said = await ask<Accounts>('GET', '/accounts');
    if (said.ok) setAll(said.value);
    else setBad(reason(said));
  };
  useEffect(() => void load(), []);
  const where = places(me, 'account.invite');
  const fresh = (made: Link) => {
    setLink(made);
    void load();
  };
  return (
    <>
      <Title>{say('accounts')}</Title>
      <Problem text={bad} />
      {link && <OneTimeLink key={link.code} link={link} />}
      <Invite where={where} onLink={fresh} />
      <ul class="rows">
        {all?.accounts.map((one) => (
          <Row
            key={one.name}
            one={one}
            where={where}
            mine={one.name === me.name}
            onChanged={load}
            onLink={fresh}
          />
        ))}
      </ul>
    </>
  );
}

function OneTimeLink({ link }: { link: Link }) {
  const address = `${location.origin}/equipo#${link.code}`;
  return (
    <section class="ok part" role="status">
      <h2>{say('inviteReady', link.name)}</h2>
      <p class="mono">{address}</p>
      <p>{say('inviteHint')}</p>
      <Copy text={address} />
    </section>
  );
}

function Invite(props: { where: string[]; onLink: (link: Link) => void }) {
  const [name, setName] = useState('');
  const [edition, setEdition] = useState(props.where[props.where.length > 1 ? 1 : 0] ?? '*');
  const [roles, setRoles] = useState<string[]>(['mentor']);
  const [bad, setBad] = useState<{ why: string; words: string }>();
  const send = async () => {
    const wanted = roles.map((role) => ({ role, edition }));
    const said = await ask<NewLink>('POST', '/accounts', { name, roles: wanted });
    setBad(said.ok ? undefined : { why: said.why, words: reason(said) });
    if (!said.ok) return;
    setName('');
    props.onLink({ name: name.trim().toLowerCase(), code: said.value.code });
  };
  const ofName = bad?.why.startsWith('staff.name');
  return (
    <section class="box">
      <h2>{say('invite')}</h2>
      <Problem text={ofName ? undefined : bad?.words} />
      <Form onSend={send} button={say('makeInvite')}>
        <Field
          label={say('inviteName')}
          hint={say('inviteNameHint')}
          value={name}
          onValue={setName}
          bad={ofName ? bad?.words : undefined}
          autocomplete="off"
        />
        <Edition where={props.where} value={edition} onValue={setEdition} />
        <Roles roles={roles} onRoles={setRoles} />
      </Form>
    </section>
  );
}

function Edition(props: { where: string[]; value: string; onValue: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say('edition')}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onValue(event.currentTarget.value)}
      >
        {props.where.map((one) => (
          <option key={one} value={one}>
            {editionName(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Roles(props: { roles: string[]; onRoles: (roles: string[]) => void }) {
  const turn = (role: string) => (on: boolean) =>
    props.onRoles(ROLES.filter((one) => (one === role ? on : props.roles.includes(one))));
  return (
    <fieldset>
      <legend>{say('role')}</legend>
      {ROLES.map((role) => (
        <Check
          key={role}
          label={roleName(role)}
          checked={props.roles.includes(role)}
          onCheck={turn(role)}
        />
      ))}
    </fieldset>
  );
}

type RowProps = {
  one: Account;
  where: string[];
  mine: boolean;
  onChanged: () => Promise<void>;
  onLink: (link: Link) => void;
};

function Row({ one, where, mine, onChanged, onLink }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <h2>{one.name}</h2>
      {mine && <p class="hint">{say('you')}</p>}
      {one.disabled && <p class="bad">{say('stopped')}</p>}
      {!one.ready && !one.disabled && <p class="hint">{say('waiting')}</p>}
      <ul class="chips">
        {one.roles.map(({ role, edition }) => (
          <li key={`${role} ${edition}`}>{say('roleIn', roleName(role), editionName(edition))}</li>
        ))}
      </ul>
      {!mine && !open && (
        <button class="link" type="button" onClick={() => setOpen(true)}>
          {say('change', one.name)}
        </button>
      )}
      {open && <Change one={one} where={where} onChanged={onChanged} onLink={onLink} />}
    </li>
  );
}

function Change({ one, where, onChanged, onLink }: Omit<RowProps, 'mine'>) {
  const [edition, setEdition] = useState(one.roles[0]?.edition ?? where[0] ?? '*');
  const held = (place: string) =>
    one.roles.filter((role) => role.edition === place).map(({ role }) => role);
  const [roles, setRoles] = useState<string[]>(held(edition));
  const pick = (place: string) => {
    setEdition(place);
    setRoles(held(place));
  };
  const [bad, setBad] = useState<string>();
  const at = `/accounts/${encodeURIComponent(one.name)}`;
  const send = async (method: string, path: string, body: object) => {
    const said = await ask<NewLink | undefined>(method, at + path, body);
    setBad(said.ok ? undefined : reason(said));
    if (!said.ok) return;
    if (said.value) onLink({ name: one.name, code: said.value.code });
    await onChanged();
  };
  const place = encodeURIComponent(edition);
  return (
    <div class="part">
      <Problem text={bad} />
      <Form onSend={() => send('PUT', `/roles/${place}`, { roles })} button={say('saveRoles')}>
        <Edition where={where} value={edition} onValue={pick} />
        <Roles roles={roles} onRoles={setRoles} />
      </Form>
      <p>{say('againAsk', one.name)}</p>
      <Form onSend={() => send('POST', '/link', {})} button={say('again')} soft />
      {!one.disabled && <p>{say('stopAsk', one.name)}</p>}
      <Form
        onSend={() => send('PUT', '/disabled', { disabled: !one.disabled })}
        button={say(one.disabled ? 'resume' : 'stop')}
        soft
      />
    </div>
  );
}
