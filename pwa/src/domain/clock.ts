/** What second it is where the phone's own clock is wrong (docs/adr/0034-review.md). Pure. */

/** The server's second when it was last heard, and the phone's at that moment. */
export type Heard = { server: number; phone: number };

/** Nearer than this a clock is right: it is about days, and an answer takes a while to come. */
const NEAR_S = 600;

/** Hold a second of the phone's clock against what was last heard; as it is where nothing was. */
export function heldTo(heard: Heard | undefined, now: number): number {
  if (!heard) return now;
  const { server, phone } = heard;
  // Set back since, or behind and set right: it is believed, but for what is over.
  const isOther = now < phone || (phone < server && now >= server);
  const second = isOther ? Math.max(now, server) : now - phone + server;
  return Math.abs(second - now) > NEAR_S ? second : now;
}
