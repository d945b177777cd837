import { review } from '../review/at';
import { Share, type ShareProps } from './share';

/** What follows the end of a lesson: its rule as a habit, and whom it serves. */
export function Ended(props: ShareProps) {
  return (
    <>
      <review.Piece show={({ TakeRule }) => <TakeRule />} />
      <Share {...props} />
    </>
  );
}
