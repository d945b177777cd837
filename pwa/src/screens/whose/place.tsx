import { device } from '../../db/device';
import { isSimple } from '../state/mode';
import { Arrive } from './arrive';
import { Bring } from './bring';
import { ContactPlace } from './contact';
import { HelperPlace, Waiting } from './helper';
import { KeyPlace } from './key';
import { Me } from './me';
import { Missing } from './missing';
import { Move } from './move';
import { OriginPlace } from './origin';
import { Outside } from './outside';
import { Permits } from './permits';
import { Phones } from './phones';
import { Shares } from './shares';
import { Today } from './today';
import { Who } from './who';
import { Wiped } from './wipe';
import { Yo } from './yo';

/** The place that an address names; who she is comes first, unless the place is for anybody. */
export function Place({ page, id }: { page: string; id: string }) {
  if (page === 'borrado') return <Wiped />;
  if (page === 'traer') return <Bring data={id} />;
  if (page === 'falta') return <Missing />;
  if (page === 'mudanza') return <Move />;
  if (page === 'afuera') return <Outside />;
  if (page === 'otro') return <Arrive by="code" id={id} />;
  if (page === 'llave') return <Arrive by="llave" id={id} />;
  if (page === 'tarjeta') return <Arrive by="card" id={id} />;
  const isKnown = device.current() || !device.profiles().length;
  if (!isKnown || page === 'quien') return <Who wanted={page === 'quien' ? id : ''} />;
  // What one person was told on a screen is not shown to the next.
  const me = device.current()?.id;
  if (page === 'ayudante') return <HelperPlace key={me} />;
  if (page === 'esperan') return <Waiting />;
  if (page === 'clave') return <KeyPlace key={me} />;
  if (page === 'telefonos') return <Phones key={me} />;
  if (page === 'hoy') return <Today key={me} />;
  if (page === 'contacto') return <ContactPlace key={me} />;
  if (id === 'permisos') return <Permits key={me} />;
  if (id === 'comparto') return <Shares key={me} />;
  if (id === 'origen') return <OriginPlace key={me} />;
  return isSimple() ? <Me /> : <Yo />;
}
