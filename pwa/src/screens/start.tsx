import { RouteScreen } from './route';
import { isSimple } from './state/mode';
import { simple } from './state/parts';

/** What she sees first: her route, or her lessons in a list. */
export const Start = () =>
  isSimple() ? <simple.Part show={({ Lessons }) => <Lessons />} /> : <RouteScreen />;
