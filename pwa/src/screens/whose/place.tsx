import { Wiped } from './wipe';
import { Yo } from './yo';

/** The place that an address names. */
export function Place({ page }: { page: string; id: string }) {
  return page === 'borrado' ? <Wiped /> : <Yo />;
}
