/** What stands above her route: one thing at a time, and nothing before it is sure which. Pure. */

/** In the order of their turns. `hers`: it waits while somebody helps her. */
const TURNS = [
  { kind: 'promise', hers: true },
  { kind: 'met', hers: true },
  { kind: 'date', hers: true },
  { kind: 'invitation', hers: false },
  { kind: 'question', hers: true },
  { kind: 'plan', hers: true },
  { kind: 'survey', hers: true },
] as const;

export type Ahead = (typeof TURNS)[number]['kind'];

/**
 * Whether there is something of each kind; undefined while that is being looked up.
 * `promise`: something of hers is to be asked about. `met`: the team says it met her.
 * `plan`: what she promised today has no hour yet.
 * `date` and `survey`: what the edition offers; with a helper they wait, as her notes are shut.
 */
export type Facts = { isHelped: boolean } & Record<Ahead, boolean | undefined>;

/** Choose whose turn it is. */
export function aheadOf({ isHelped, ...facts }: Facts): Ahead | undefined {
  for (const { kind, hers } of TURNS) {
    if (hers && isHelped) continue;
    if (facts[kind] === undefined) return undefined;
    if (facts[kind]) return kind;
  }
  return undefined;
}
