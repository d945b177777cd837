/** The app's real code as one tab of a phone runs it: each tab has modules of its own. */
export { device } from '../../pwa/src/db/device';
export { isOpen, openLog } from '../../pwa/src/db/log';
export { engine } from '../../pwa/src/sync/engine';
export { today } from '../../pwa/src/sync/gate';
export { readReply } from '../../pwa/src/sync/reply';
export { applyReply, readOutbox } from '../../pwa/src/sync/store';
export { speak } from '../../pwa/src/sync/turn';
export { waiting } from '../../pwa/src/vault/behind';
export * as vault from '../../pwa/src/vault/index';
export * as phones from '../../pwa/src/vault/phones';
