/** What the phone keeps of a lock: nothing in it opens anything without the key and this phone. */
import type { LockKind } from './pin';

/** `box` is `iv || AES-GCM(open key || private key || session token)` under the key's own key. */
export type Lock = {
  kind: LockKind;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  box: Uint8Array<ArrayBuffer>;
};
