import { canonicalHost } from './address.js';

/**
 * An address as servers write them: IPv4-mapped, with a zone that means nothing here, in brackets, or with a full stop
 * behind. `null` for anything else, so that no text of a server passes for an address.
 */
export function readAddress(text: string): string | null {
  return canonicalHost(text.replace(/^\[|[\].,]+$/g, ''));
}

/** `192.0.2.1:21`, `[2001:db8::1]:21`, and `2001:db8::1:21`, which pyftpdlib writes. */
export function readAddressAndPort(text: string): { host: string; port: number } | null {
  const match = /^(.{2,60}):(\d{1,5})\.?$/.exec(text);
  const host = readAddress(match?.[1] ?? '');
  const port = Number(match?.[2] ?? Number.NaN);
  return host === null || !(port <= 65_535) ? null : { host, port };
}
