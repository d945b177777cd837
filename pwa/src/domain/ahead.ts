/** What stands above her route: one thing at a time, and nothing before it is sure which. Pure. */

export type Ahead = 'promise' | 'invitation' | 'question';

export type Facts = {
  /** Somebody helps her: what she promised and told waits. */
  isHelped: boolean;
  /** A promise of hers is due; undefined while her notes are read. */
  promise: boolean | undefined;
  /** The invitation to the home screen stands; undefined while it is not known whether it was shown. */
  invitation: boolean | undefined;
};

/** Choose whose turn it is. On `question` there may be none to ask. */
export function aheadOf({ isHelped, promise, invitation }: Facts): Ahead | undefined {
  if (promise === undefined) return undefined;
  if (promise && !isHelped) return 'promise';
  if (invitation) return 'invitation';
  return invitation === undefined || isHelped ? undefined : 'question';
}
