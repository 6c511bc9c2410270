import { isIPv6 } from 'node:net';
import type { Endpoint, Outcome, SendQueue } from '../model/network.js';
import { failed, succeeded } from './failure.js';

/** An address as `/proc/net/tcp` writes it: little-endian 32-bit words in hex. */
function procAddress(host: string): string {
  const words = isIPv6(host) ? ipv6Words(host) : [host.split('.').map(Number)];
  return words
    .map((bytes) =>
      [...bytes]
        .reverse()
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join(''),
    )
    .join('')
    .toUpperCase();
}

function ipv6Words(host: string): number[][] {
  const url = new URL(`http://[${host.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
  const [head = '', tail] = url.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const all = [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
  const bytes = all.flatMap((group) => [group >> 8, group & 0xff]);
  return [0, 4, 8, 12].map((start) => bytes.slice(start, start + 4));
}

function procEndpoint(endpoint: Endpoint): string {
  return `${procAddress(endpoint.host)}:${endpoint.port.toString(16).padStart(4, '0').toUpperCase()}`;
}

/** Finds a connection in the text of `/proc/net/tcp` or `tcp6` (format: Linux `Documentation/networking/proc_net_tcp`). */
export function parseSendQueue(table: string, local: Endpoint, remote: Endpoint): SendQueue | null {
  const wanted = `${procEndpoint(local)} ${procEndpoint(remote)}`;
  for (const line of table.split('\n')) {
    const fields = line.trim().split(/ +/);
    if (`${fields[1] ?? ''} ${fields[2] ?? ''}` !== wanted) continue;
    const [queue = ''] = (fields[4] ?? '').split(':');
    return { unackedBytes: Number.parseInt(queue, 16), retransmits: Number.parseInt(fields[6] ?? '0', 16) };
  }
  return null;
}

/** The kernel's send queue of a connection; fails with its reason where the system has no such table. */
export async function readSendQueue(local: Endpoint, remote: Endpoint): Promise<Outcome<SendQueue>> {
  try {
    const { readFile } = await import('node:fs/promises');
    const table = await readFile(isIPv6(local.host) ? '/proc/net/tcp6' : '/proc/net/tcp', 'utf8');
    const found = parseSendQueue(table, local, remote);
    if (found !== null) return succeeded(found);
    return failed({ kind: 'not-found', detail: 'the connection is not in the kernel table any more' });
  } catch {
    return failed({ kind: 'unknown', detail: 'the send queue is not available on this system' });
  }
}
