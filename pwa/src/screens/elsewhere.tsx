import { device } from '../db/device';
import { helping } from '../db/helper';
import { herPlace } from '../domain/helper';
import type { Route } from '../ui/route';
import { endHelpNow } from './helper-line';
import { Join } from './join';
import { Language } from './language-line';
import { ModuleScreen } from './module';
import { aloud, help, places, simple, whose } from './state/parts';

/** Addresses of the part that is about whose work it is. */
const WHOSE =
  /^(yo|borrado|quien|clave|hoy|telefonos|otro|llave|tarjeta|traer|afuera|mudanza|contacto|falta|ayudante|esperan)$/;

/** Every address but the first screen and the lessons; those too while nobody said who she is. */
export function Elsewhere({ route }: { route: Route }) {
  const { page, id } = route.at === 'page' ? route : { page: 'quien', id: '' };
  const hers = helping() ? herPlace(page, id) : undefined;
  if (hers) {
    return <simple.Part show={({ Waits }) => <Waits holds={hers} end={endHelpNow} />} />;
  }
  const isKnown = device.current() || !device.profiles().length;
  // A certificate of somebody else's is checked by whoever holds the phone.
  if ((!isKnown && page !== 'v') || WHOSE.test(page)) {
    return <whose.Part show={({ Place }) => <Place page={page} id={id} />} />;
  }
  if (page === 'voz' && !id) return <aloud.Part show={({ VoicePlace }) => <VoicePlace />} />;
  if (page === 'm' && id) return <ModuleScreen id={id} />;
  if (page === 'u' && id) return <Join code={id} />;
  if (page === 'idioma' && id) return <Language lang={id} />;
  if ((page === 'ayuda' || page === 'privacidad') && !id) {
    return <help.Part show={({ HelpPlace }) => <HelpPlace page={page} />} />;
  }
  return <places.Part show={({ Place }) => <Place page={page} id={id} />} />;
}
