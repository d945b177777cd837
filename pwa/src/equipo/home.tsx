/** What she is and what she may do: the first view once in. */
import type { Me } from './api';
import { Title } from './parts';
import { hasWords, say, type Words } from './words';

/** The views of the desk, and the permission each needs (none: everybody's). */
export const DESK: { to: string; title: Words; idea: Words; needs?: string }[] = [
  { to: 'ayudar', title: 'help', idea: 'helpIdea', needs: 'recovery.second' },
  { to: 'cuentas', title: 'accounts', idea: 'accountsIdea', needs: 'account.see' },
  { to: 'registro', title: 'record', idea: 'recordIdea', needs: 'audit.read' },
  { to: 'mia', title: 'mine', idea: 'mineIdea' },
];

/** A role's name in words. */
export const roleName = (role: string): string =>
  hasWords(`role.${role}`) ? say(`role.${role}` as Words) : role;

/** An edition's name in words. */
export const editionName = (edition: string): string =>
  edition === '*' ? say('everywhere') : edition;

/** Where she may do something: the editions by name, and `*` first where it holds in all. */
export function places(me: Me, permission: string): string[] {
  const found = me.may[permission] ?? [];
  return found.includes('*') ? ['*', ...me.editions] : found;
}

export function Home({ me, onOut }: { me: Me; onOut: () => void }) {
  const open = DESK.filter((one) => !one.needs || one.needs in me.may);
  return (
    <>
      <Title>{say('hello', me.name)}</Title>
      <section class="part">
        <h2>{say('yourRoles')}</h2>
        {me.roles.length === 0 && <p>{say('noRoles')}</p>}
        <ul class="chips">
          {me.roles.map(({ role, edition }) => (
            <li key={`${role} ${edition}`}>
              {say('roleIn', roleName(role), editionName(edition))}
            </li>
          ))}
        </ul>
      </section>
      <nav>
        <ul class="menu">
          {open.map((one) => (
            <li key={one.to}>
              <a href={`#/${one.to}`}>
                <b>{say(one.title)}</b>
                <span class="hint">{say(one.idea)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <button class="link" type="button" onClick={onOut}>
        {say('out')}
      </button>
    </>
  );
}
