import type { Endpoint } from '../../../model/network.js';
import { parseEprt, parsePort } from '../../../protocol/active.js';
import { classify, sameAddress } from '../../../protocol/address.js';
import { say, type Command, type Session, type Step } from '../session.js';
import type { Surroundings } from '../setup.js';

/** A server with nothing better to say in a 227 on IPv6 names no address at all (vsftpd). */
const noAddress = '0.0.0.0';
const mostPrivileged = 1023;

function sextet({ host, port }: Endpoint): string {
  return [...host.split('.'), port >> 8, port & 0xff].join(',');
}

/** Takes the next passive port and starts to listen; `reply` words the answer. */
function goPassive(session: Session, around: Surroundings, reply: (port: number) => string): Step {
  const { personality, passive } = around.setup;
  if (!passive) return say(session, personality.passiveDisabled);
  const port = around.nextPort();
  if (port === null) return say({ ...session, agreed: null }, personality.noPassivePort);
  return {
    session: { ...session, agreed: { mode: 'passive', port } },
    actions: [
      { do: 'listen', port },
      { do: 'say', lines: [reply(port)] },
    ],
  };
}

function isPrivate(host: string): boolean {
  return classify(host).scope === 'private';
}

/** Where to call back: the address as received, the client's own instead, or `null` to refuse. */
function callbackTo(received: Endpoint, { setup, peer, local }: Surroundings): Endpoint | null {
  const { foreignAddress } = setup.personality;
  if (foreignAddress === 'believe') return received;
  if (sameAddress(received.host, peer.host)) return received.port > mostPrivileged ? received : null;
  const replaceable = isPrivate(received.host) && !isPrivate(peer.host) && !isPrivate(local.host);
  if (foreignAddress === 'replace' && replaceable) return { host: peer.host, port: received.port };
  return null;
}

function goActive(verb: 'PORT' | 'EPRT', received: Endpoint, session: Session, around: Surroundings): Step {
  const { personality, active } = around.setup;
  if (!active) return say(session, personality.activeDisabled);
  if (session.epsvOnly) return say(session, `501 ${verb} not allowed after EPSV ALL`);
  const to = callbackTo(received, around);
  if (to === null) return say(session, personality.portRefused(verb, received, around.peer.host));
  const accepted = verb === 'PORT' ? personality.portAccepted : personality.eprtAccepted;
  const agreed: Session = { ...session, agreed: { mode: 'active', to } };
  if (personality.callsAt === 'PORT') return { session: agreed, actions: [{ do: 'call', to, accepted }] };
  return say(agreed, accepted);
}

const list: Command = (_argument, session, { setup }) => {
  if (setup.listing === null) return say({ ...session, agreed: null }, setup.personality.listingDenied);
  return { session, actions: [{ do: 'transfer', lines: setup.listing }] };
};

/** The names alone, without what stands before them in a listing. */
const names: Command = (argument, session, around) => {
  const { listing } = around.setup;
  if (listing === null) return list(argument, session, around);
  return { session, actions: [{ do: 'transfer', lines: listing.map((line) => line.split(' ').at(-1) ?? '') }] };
};

const missing = '550 No such file.';

/** Commands about the data connection: PASV, PORT (RFC 959), EPSV, EPRT (RFC 2428), and the listings that use it. */
export const data = {
  PASV(_argument, session, around) {
    if (session.epsvOnly) return say(session, '501 PASV not allowed after EPSV ALL');
    const { advertised, pasvReply, personality } = around.setup;
    const host = advertised ?? (around.local.host.includes(':') ? noAddress : around.local.host);
    const word = pasvReply ?? personality.pasv;
    return goPassive(session, around, (port) => word(sextet({ host, port })));
  },
  EPSV(argument, session, around) {
    if (argument.toUpperCase() === 'ALL') return say({ ...session, epsvOnly: true }, '200 EPSV ALL ok.');
    const family = around.local.host.includes(':') ? '2' : '1';
    if (argument !== '' && argument !== family) return say(session, `522 Bad network protocol, use (${family}).`);
    return goPassive(session, around, around.setup.personality.epsv);
  },
  PORT(argument, session, around) {
    const parsed = parsePort(argument);
    if (!parsed.ok) return say(session, '501 Syntax error in PORT.');
    return goActive('PORT', parsed.endpoint, session, around);
  },
  EPRT(argument, session, around) {
    const parsed = parseEprt(argument);
    if (!parsed.ok) return say(session, '501 Syntax error in EPRT.');
    const family = around.local.host.includes(':') ? '2' : '1';
    if (parsed.endpoint.host.includes(':') !== (family === '2')) {
      return say(session, `522 Bad network protocol, use (${family}).`);
    }
    return goActive('EPRT', parsed.endpoint, session, around);
  },
  LIST: list,
  NLST: names,
  SIZE(argument, session, { setup: { file } }) {
    return say(session, argument === file?.name ? `213 ${file.bytes}` : missing);
  },
  RETR(argument, session, { setup: { file } }) {
    if (file === undefined || argument !== file.name) return say({ ...session, agreed: null }, missing);
    return { session, actions: [{ do: 'retrieve', file }] };
  },
} satisfies Record<string, Command>;
