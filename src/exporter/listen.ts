import { isIP } from 'node:net';
import { UsageError } from '../cli/usage-error.js';
import { port as readPort } from '../cli/values.js';
import { classify } from '../protocol/address.js';

/** `host:port`, `[IPv6]:port`, or `:port` for every address of this machine (an empty host). Throws `UsageError`. */
export function readListen(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-f:.]+)\]|([A-Za-z0-9.-]*)):(\d{1,5})$/i.exec(text);
  const bracketed = match?.[1];
  if (match === null || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new UsageError(`--listen "${text}" cannot be read; write for example 127.0.0.1:9921, [::1]:9921 or :9921`);
  }
  const host = bracketed ?? match[2] ?? '';
  // Port 0 lets the system choose, and the log says what it chose.
  const port = match[3] === '0' ? 0 : readPort('--listen: port', match[3] ?? '');
  return { host, port };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || classify(host).scope === 'loopback';
}
