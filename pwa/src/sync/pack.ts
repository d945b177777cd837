/** Events as they stand in a body, whoever carries it. */
import { toBase64url } from '../domain/bytes';
import type { Row as WireRow } from '../domain/columns';
import { plain, type StoredEvent, sha256 } from '../domain/event';

/** Identity, `of` and the plain event; `s` is left out when it is the sender. */
export function wireRow(row: StoredEvent, subject: string): WireRow {
  const { s, ...rest } = plain(row);
  return {
    ...rest,
    r: row.r,
    q: row.q,
    ...(row.of && { of: row.of }),
    ...(s !== subject && { s }),
  };
}

export async function sumOf(rows: StoredEvent[]): Promise<string> {
  const lines = rows.map(({ r, q, h, of = [] }) => [r, q, h, ...of].join('.'));
  return toBase64url(await sha256(new TextEncoder().encode(lines.join('\n')))).slice(0, 8);
}

export async function deflated(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Response(stream).arrayBuffer();
}
