import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../model/network.js';
import { formatSixNumbers } from '../protocol/active.js';
import { toLetters } from '../protocol/letters.js';

/** Name of the file that tells whether anything changes what a data connection carries. */
export const payloadName = 'payload';

/** An address as the bytes that stand in a packet's header; empty for what is none. */
function rawAddress(host: string): Uint8Array {
  if (!host.includes(':')) return Uint8Array.from(host.split('.').map(Number));
  const [head = '', tail] = host.split('::');
  const groups = (text: string | undefined): string[] => (text ?? '').split(':').filter((group) => group !== '');
  const before = groups(head);
  const after = groups(tail);
  const all = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}

/**
 * A random word, and the peer's address as raw bytes, as text and as in PORT. A box that replaces its own address
 * wherever it meets it, as some do for games, cannot leave all of them as they are.
 */
export function payloadFor(peer: Endpoint): Uint8Array {
  const six = peer.host.includes(':') ? '' : `${formatSixNumbers(peer)}\r\n`;
  const text = new TextEncoder().encode(`\0${peer.host}\r\n${six}`);
  const word = new TextEncoder().encode(`${toLetters(randomBytes(8))}\0`);
  return Uint8Array.from([...word, ...rawAddress(peer.host), ...text]);
}

const readme = [
  'This is a reflector, the cooperating far end of ftpdoctor. It keeps no files and takes none.',
  'It shows what the path between you and here does to FTP: SITE HELLO tells how it saw you come.',
  '',
].join('\r\n');

/** A file by its name: what it holds is made when it is asked for. `null` for any other name. */
export function fileOf(name: string, peer: Endpoint): Uint8Array | null {
  switch (name.replace(/^\.?\//, '')) {
    case 'README':
      return new TextEncoder().encode(readme);
    case payloadName:
      return payloadFor(peer);
    default:
      return null;
  }
}

/** What a transfer sends: a listing of the two files that are not there, or one of them; `null` for any other name. */
export function transferOf(verb: string, argument: string, peer: Endpoint): Uint8Array | null {
  const names = ['README', payloadName].map((name) => [name, fileOf(name, peer)?.length ?? 0] as const);
  const text = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join(''));
  switch (verb) {
    case 'LIST':
      return text(names.map(([name, size]) => `-r--r--r--   1 ftp      ftp      ${size} Jan 01  2026 ${name}\r\n`));
    case 'NLST':
      return text(names.map(([name]) => `${name}\r\n`));
    case 'MLSD':
      return text(names.map(([name, size]) => `type=file;size=${size};modify=20260101000000;perm=r; ${name}\r\n`));
    default:
      return fileOf(argument, peer);
  }
}
