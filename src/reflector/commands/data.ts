import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { formatSixNumbers, parseEprt, parsePort } from '../../protocol/active.js';
import { familyOf, formatEndpoint, sameAddress } from '../../protocol/address.js';
import { toLetters } from '../../protocol/letters.js';
import { accountOf } from '../admission.js';
import { callBack, openPassive, type DataEnd } from '../data.js';
import { payloadName, transferOf } from '../payload.js';
import { bounds } from '../settings.js';
import type { DataNote, Handler, Handlers, Visit } from './visit.js';

/** What the system says of a call that failed, in the words servers use. */
const errnoWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
};

function drop(visit: Visit): void {
  visit.data?.close();
  visit.data = null;
}

function noteData(visit: Visit, way: 'in' | 'out', port: number, end: DataEnd): DataNote | null {
  const { outcome, detail, from, tookMs } = end;
  const host = way === 'in' ? visit.local.host : visit.peer.host;
  const how = { outcome, detail, from, tookMs, bytes: 0, payload: '' };
  return visit.world.records.note(visit.record, { kind: 'data', way, where: { host, port }, ...how });
}

/** Calls the peer back, and writes down how that ended. */
export async function callPeer(visit: Visit, port: number): Promise<DataEnd & { readonly note: DataNote | null }> {
  const { world, peer, local, record } = visit;
  visit.dials++;
  const end = await callBack(world, { host: peer.host, port }, local.host);
  if (end.outcome === 'opened') world.called.add(accountOf(peer.host));
  const note = noteData(visit, 'out', port, end);
  world.log('call', { session: record.id, peer: formatEndpoint({ host: peer.host, port }), outcome: end.outcome });
  return { ...end, note };
}

/**
 * Sends and closes, and writes down what was sent. A peer that does not read is left after a while. A call that opened
 * and was then torn down is written down as reset.
 */
export function deliver(
  visit: Visit,
  socket: Socket,
  bytes: Uint8Array,
  note: DataNote | null,
  shown: boolean,
): Promise<boolean> {
  if (note !== null) {
    note.bytes = bytes.length;
    note.payload = shown ? toLetters(bytes) : '';
  }
  return new Promise((resolve) => {
    const { secureContext, settings } = visit.world;
    const stream = visit.protect ? new TLSSocket(socket, { isServer: true, secureContext }) : socket;
    const end = (sent: boolean): void => {
      clearTimeout(timer);
      if (!sent) socket.destroy();
      resolve(sent);
    };
    const timer = setTimeout(() => {
      end(false);
    }, settings.limits.dataMs);
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (note?.way === 'out' && code === 'ECONNRESET') {
        note.outcome = 'reset';
        note.detail = code;
      }
      end(false);
    });
    stream.resume();
    stream.once('close', () => {
      end(stream.writableFinished);
    });
    stream.end(bytes);
  });
}

const passive: Handler = async (visit, argument, verb) => {
  drop(visit);
  const { world, local, peer } = visit;
  const extended = verb === 'EPSV';
  const overIpv6 = familyOf(local.host) === 6;
  if (extended && /^ALL$/i.test(argument)) {
    visit.say('200 EPSV ALL.');
    return;
  }
  if (!extended && overIpv6) {
    visit.say('522 PASV names an IPv4 address, and you are connected over IPv6; use EPSV.');
    return;
  }
  if (extended && argument !== '' && argument !== (overIpv6 ? '2' : '1')) {
    visit.say(`522 Network protocol not supported, use (${overIpv6 ? 2 : 1})`);
    return;
  }
  let note: DataNote | null = null;
  if (!world.admission.reserve(peer.host)) {
    visit.say(`425 Too many passive ports for your address (${world.settings.limits.portsPerAddress}).`);
    return;
  }
  const port = await openPassive(world, local.host, peer.host, (at, end) => {
    note = noteData(visit, 'in', at, end);
    world.admission.release(peer.host);
  });
  if (port === null) {
    world.admission.release(peer.host);
    visit.say('425 No free port in the passive range.');
    return;
  }
  if (visit.record.ended !== null) {
    port.close();
    return;
  }
  visit.data = { ...port, way: 'in', note: () => note };
  const host = world.settings.publicAddress ?? local.host;
  visit.say(
    extended
      ? `229 Entering Extended Passive Mode (|||${port.port}|)`
      : `227 Entering Passive Mode (${formatSixNumbers({ host, port: port.port })})`,
  );
};

const active: Handler = (visit, argument, verb) => {
  drop(visit);
  const parsed = verb === 'EPRT' ? parseEprt(argument) : parsePort(argument);
  if (!parsed.ok) {
    visit.say(`501 ${verb}: ${parsed.why.slice(0, 100)}`);
    return;
  }
  const { host, port } = parsed.endpoint;
  if (familyOf(host) !== familyOf(visit.peer.host)) {
    visit.say(`522 Network protocol not supported, use (${familyOf(visit.peer.host) === 6 ? 2 : 1})`);
  } else if (!sameAddress(host, visit.peer.host)) {
    visit.say(`500 I won't open a connection to ${host} (only to ${visit.peer.host})`);
  } else if (port < 1024) visit.say('501 Sorry, no connections to ports below 1024.');
  else {
    visit.data = { way: 'out', port, close: () => undefined };
    visit.say(`200 ${verb} command successful`);
  }
};

const transfer: Handler = async (visit, argument, verb) => {
  const { data } = visit;
  if (data === null) {
    visit.say('425 Use PASV, EPSV, PORT or EPRT first.');
    return;
  }
  visit.data = null;
  const bytes = transferOf(verb, argument, visit.peer);
  if (bytes === null) {
    data.close();
    visit.say('550 No such file.');
    return;
  }
  if (data.way === 'out' && visit.dials >= bounds.dials) {
    visit.say('425 Too many calls in one session.');
    return;
  }
  visit.say('150 Here it comes.');
  const end = data.way === 'out' ? await callPeer(visit, data.port) : { ...(await data.take()), note: data.note() };
  if (end.socket === null || end.outcome !== 'opened') {
    const why = errnoWords[end.detail] ?? (end.outcome === 'timed-out' ? 'Connection timed out' : end.detail);
    visit.say(
      data.way === 'out'
        ? `425 Could not open data connection to port ${data.port}: ${why}`
        : end.outcome === 'foreign'
          ? '425 Security: Bad IP connecting.'
          : '425 Nobody came to the passive port: no connection established.',
    );
    return;
  }
  const shown = verb === 'RETR' && argument.endsWith(payloadName);
  visit.say(
    (await deliver(visit, end.socket, bytes, end.note, shown)) ? '226 That was it.' : '426 The data connection broke.',
  );
};

const refuse: Handler = ({ say }) => {
  say('550 Nothing can be changed here.');
};

/** Data connections and transfers (RFC 959, RFC 2428, RFC 3659). */
export const dataCommands: Handlers = {
  PASV: passive,
  EPSV: passive,
  PORT: active,
  EPRT: active,
  LIST: transfer,
  NLST: transfer,
  MLSD: transfer,
  RETR: transfer,
  STOR: refuse,
  STOU: refuse,
  APPE: refuse,
  DELE: refuse,
  MKD: refuse,
  RMD: refuse,
  RNFR: refuse,
};
