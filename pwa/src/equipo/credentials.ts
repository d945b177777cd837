/** Passkeys by the browser's own JSON form; no library. */

type Options = { [key: string]: unknown };
type Json = { [key: string]: unknown };

/** What TypeScript's own library does not know of yet, or does not promise. */
type Native = {
  parseCreationOptionsFromJSON(json: Options): CredentialCreationOptions['publicKey'];
  parseRequestOptionsFromJSON(json: Options): CredentialRequestOptions['publicKey'];
};
type Shown = Credential & { toJSON(): Json };

const native = (): Native | undefined => {
  const found = (globalThis as { PublicKeyCredential?: unknown }).PublicKeyCredential;
  const has = found as (Partial<Native> & object) | undefined;
  return has && 'parseCreationOptionsFromJSON' in has ? (has as Native) : undefined;
};

/** Passkeys belong to a name; the bare address of this machine is none. */
export const canPasskey = (): boolean => !!native() && !/^[\d.]+$/.test(location.hostname);

/** Make a passkey; undefined when the person or the device stopped it. */
export async function makePasskey(options: Options): Promise<Json | undefined> {
  const publicKey = native()?.parseCreationOptionsFromJSON(options);
  if (!publicKey) return undefined;
  return shown(navigator.credentials.create({ publicKey }));
}

/** Show a passkey; undefined when the person or the device stopped it. */
export async function showPasskey(options: Options): Promise<Json | undefined> {
  const publicKey = native()?.parseRequestOptionsFromJSON(options);
  if (!publicKey) return undefined;
  return shown(navigator.credentials.get({ publicKey }));
}

async function shown(asked: Promise<Credential | null>): Promise<Json | undefined> {
  try {
    return ((await asked) as Shown | null)?.toJSON();
  } catch {
    return undefined;
  }
}
