/** An invitation says where it leads and is signed; the server checks the signature later. */
export function readInvite(code: string): { edition: string; channel: string } | undefined {
  const [, edition, channel] = /^([a-z0-9-]{1,40})\.([a-z0-9-]{1,40})\.[\w-]{8,}$/.exec(code) ?? [];
  return edition && channel ? { edition, channel } : undefined;
}
