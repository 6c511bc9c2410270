import type { Reply } from '../model/observations.js';
import { parsePort } from './active.js';
import { classify, familyOf } from './address.js';
import { readAddress, readAddressAndPort } from './disclosed.js';

/** What a server tells in its reply to STAT (RFC 959 section 4.1.3). `null` for what it does not tell. */
export interface ServerStatus {
  /** Our address as the server sees it. */
  seenAs: string | null;
  seenPort: number | null;
  /** The server's own end of the control connection. */
  serverInside: { host: string; port: number | null } | null;
  /** The endpoint in the last PORT as the server stored it (BSD). */
  portStored?: { host: string; port: number };
  /** The endpoint at which the server waits for a passive data connection, as it knows it (BSD). */
  passiveStored?: { host: string; port: number };
}

type Reader = (match: RegExpExecArray, status: ServerStatus) => void;

// What is told first counts, hence `??=`.

function own(text: string, status: ServerStatus): void {
  const found = readAddressAndPort(text);
  // A server that listens on every address says nothing about its own.
  if (found !== null && classify(found.host).scope !== 'unspecified') status.serverInside ??= found;
}

function peer([, text = '']: RegExpExecArray, status: ServerStatus): void {
  status.seenAs ??= readAddress(text);
}

function stored(field: 'portStored' | 'passiveStored'): Reader {
  return ([, numbers = ''], status) => {
    const parsed = parsePort(numbers);
    if (parsed.ok) status[field] ??= { host: parsed.endpoint.host, port: parsed.endpoint.port };
  };
}

const readers: readonly (readonly [RegExp, Reader])[] = [
  // pyftpdlib's line, with the colon, names the server's end, not the client's.
  [
    /^Connected to: (\S{2,70})$/i,
    ([, text = ''], status) => {
      own(text, status);
    },
  ],
  // ftpserverlib, SFTPGo: where it listens, and where we come from.
  [
    /^Connected to (\S{0,70}) from (\S{2,70}) for\b/i,
    ([, listen = '', from = ''], status) => {
      own(listen, status);
      const client = readAddressAndPort(from);
      if (client === null || status.seenAs !== null) return;
      status.seenAs = client.host;
      status.seenPort = client.port;
    },
  ],
  // BSD, inetutils, ProFTPD: a name, and the address in parentheses where the name is not the address already.
  [/^Connected (?:to|from) \S{1,260} \((\S{2,60})\)$/i, peer],
  // vsftpd, inetutils, IIS.
  [/^Connected (?:to|from) (\S{2,60})$/i, peer],
  [/^PORT \(([\d,]{11,23})\)$/, stored('portStored')],
  [/^(?:PASV|in Passive mode) \(([\d,]{11,23})\)$/i, stored('passiveStored')],
];

/** The addresses in a STAT reply: ours as the server sees it, the server's own, and what it stored of PORT and PASV. */
export function decodeStat(reply: Reply): ServerStatus {
  const prefix = String(reply.code);
  const status: ServerStatus = { seenAs: null, seenPort: null, serverInside: null };
  for (const line of reply.lines.slice(0, 100)) {
    const text = (line.startsWith(prefix) ? line.slice(4) : line).slice(0, 500).trim();
    for (const [says, read] of readers) {
      const match = says.exec(text);
      if (match === null) continue;
      read(match, status);
      break;
    }
  }
  return status;
}

/** The port that Pure-FTPd is about to call, in the 150 it sends in active mode only; `null` for any other reply. */
export function decodeOpening(reply: Reply): { connectsTo: number } | null {
  if (reply.code !== 150) return null;
  const port = Number(/^150 Connecting to port (\d{1,5})/.exec(reply.lines[0] ?? '')?.[1] ?? Number.NaN);
  return port >= 1 && port <= 65_535 ? { connectsTo: port } : null;
}

interface Told {
  readonly host: string;
  readonly port: number;
}

function endIn(reply: Reply, word: RegExp): Told | null {
  if (reply.code !== 225) return null;
  const text = (reply.lines.at(-1) ?? '').slice(0, 200);
  const match = word.test(text) ? /\(\|[12]\|([\da-f.:]{2,45})\|(\d{1,5})\|\)/i.exec(text) : null;
  const [, host = '', port = ''] = match ?? [];
  return match === null || familyOf(host) === null ? null : { host, port: Number(port) };
}

/** Where a data connection comes from, in the answer to ESTP of Pure-FTPd; `null` for any other reply. */
export function decodeEstablished(reply: Reply): Told | null {
  return endIn(reply, /^225 Connected to /);
}

/** From which end of its own the server has called, in the answer to ESTA of Pure-FTPd; `null` for any other reply. */
export function decodeCalled(reply: Reply): Told | null {
  return endIn(reply, /^225 Connected from /);
}
