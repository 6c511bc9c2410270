import type { Observations } from '../../model/observations.js';
import type { TwoSided } from '../../model/two-ends.js';
import { sameAddress } from '../../protocol/address.js';
import { list } from '../facts.js';
import { absent, evidence, present } from '../rule.js';
import { rewritten } from './active.js';
import { bothTexts, boxOf, isAlone, over, touched, translated, waitedInVain, went, type Proof } from './facts.js';

const others = (sessions: readonly TwoSided[]): string => list([...new Set(sessions.map(over))]);

const dropsCommands: Proof = (r, o) => {
  const lost = r.sessions.filter((one) => one.command?.change === 'dropped' && waitedInVain(one));
  const [first] = lost;
  if (first === undefined) {
    // A command that was lost with its connection is neither swallowed nor arrived.
    return r.sessions.length === 0 || r.sessions.some(({ command }) => command?.change === 'dropped')
      ? null
      : absent('every command that was sent to the reflector arrived there');
  }
  const affects = touched(r, o, lost);
  if (affects.length === 0) return null;
  return present({
    confidence: 'proven',
    party: boxOf(undefined),
    affects,
    summary: `A device on the way swallows ${list([...new Set(lost.map(({ mode }) => mode))])}: "${first.command?.sent ?? ''}" was sent over ${others(lost)} and never arrived, while the commands before it did.`,
    for: lost.flatMap((one) => (one.command === null ? [] : [bothTexts(one, one.command)])),
  });
};

const dropsReplies: Proof = (r, o) => {
  const lost = r.sessions.filter(
    (one) => one.command?.change !== 'dropped' && one.reply?.change === 'dropped' && waitedInVain(one),
  );
  const [first] = lost;
  if (first === undefined) return null;
  const affects = touched(r, o, lost);
  if (affects.length === 0) return null;
  return present({
    confidence: 'proven',
    affects,
    summary: `A device on the way swallows the reply to ${list([...new Set(lost.map(({ mode }) => mode))])}: the reflector sent "${first.reply?.sent ?? ''}" over ${others(lost)}, and it never came here.`,
    for: lost.flatMap((one) =>
      [one.command, one.reply].flatMap((line) => (line === null ? [] : [bothTexts(one, line)])),
    ),
  });
};

const isMode = (line: string | null): boolean => /^(?:PASV|EPSV|PORT|EPRT|LPSV|LPRT)\b/i.test(line ?? '');

/** A command that arrived as another one: as one that means something, which only a proxy sends, or as nothing sensible. */
function turned(sensible: boolean, says: (sent: string, arrived: string, ports: string) => string): Proof {
  return (r, o) => {
    const found = r.sessions.filter(
      ({ command }) => command?.change === 'command' && isMode(command.arrived) === sensible,
    );
    const [first] = found;
    if (first?.command == null) return null;
    const affects = touched(r, o, found);
    if (affects.length === 0) return null;
    return present({
      confidence: 'proven',
      affects,
      summary: says(first.command.sent, first.command.arrived ?? '', others(found)),
      for: found.flatMap((one) =>
        [one.command, one.reply].flatMap((line) => (line === null ? [] : [bothTexts(one, line)])),
      ),
    });
  };
}

const convertsModes = turned(
  true,
  (sent, arrived, ports) =>
    `A device on the way speaks FTP in our place: "${sent}" was sent over ${ports}, and "${arrived}" arrived.`,
);
const manglesCommands = turned(
  false,
  (sent, arrived, ports) =>
    `A device on the way disfigures commands: "${sent}" was sent over ${ports}, and "${arrived}" arrived.`,
);

/** Whether the reply to PASV came with the address that this client had dialled, though another was sent. */
function replyTranslated({ reply, remote }: TwoSided): boolean {
  const { sent = null, arrived = null } = reply?.named ?? {};
  if (sent === null || arrived === null || sent.host === '') return false;
  return !sameAddress(sent.host, arrived.host) && sameAddress(arrived.host, remote.host);
}

/** Translation that does what it should. */
const algPresent: Proof = (r) => {
  const helped = r.sessions.filter((one) => rewritten(one) || replyTranslated(one));
  const [first] = helped;
  if (first === undefined) return null;
  const line = first.command !== null && rewritten(first) ? first.command : first.reply;
  if (line === null) return null;
  const ports = [...new Set(helped.map(({ controlPort }) => String(controlPort)))];
  return present({
    confidence: 'proven',
    party: boxOf(first),
    affects: [],
    summary: `An FTP helper on the way translates addresses over control port ${list(ports)}: "${line.sent}" was sent, "${line.arrived ?? ''}" arrived${helped.every(went) ? ', and the data connection came about' : ''}.`,
    for: helped
      .slice(0, 6)
      .flatMap((one) =>
        [one.command, one.reply].flatMap((each) =>
          each === null || each.change === 'none' ? [] : [bothTexts(one, each)],
        ),
      ),
  });
};

const clientBehindNat: Proof = (r) => {
  const [first] = r.sessions;
  if (first === undefined) return null;
  if (!translated(first)) return null;
  return present({
    confidence: 'proven',
    affects: [],
    summary: `This client's log shows ${first.local.host}, the reflector sees ${first.seen.host}: address translation stands between them.`,
    for: [
      evidence(
        `The same control connection is ${first.local.host}:${first.local.port} here and ${first.seen.host}:${first.seen.port} at the reflector.`,
        first.events,
      ),
    ],
  });
};

/** Whether the target, too, was asked for TLS on a clear port and did not come to it. */
function tlsFails({ control: { login, tls } }: Observations): boolean {
  const auth = login.find(({ command }) => command === 'AUTH TLS');
  return auth !== undefined && (auth.reply === null || auth.reply.code >= 400 || tls.failure !== null);
}

/** TLS is known to be there, so what keeps it from beginning stands on the way. */
const tlsBlocked: Proof = (r, o) => {
  const refused = r.refusals.filter(({ tls, why }) => tls === 'explicit' && /AUTH TLS|TLS:/.test(why));
  const [first] = refused;
  if (first === undefined || r.sessions.some(({ tls }) => tls === 'explicit')) return null;
  const clear = r.sessions.filter(({ tls, controlPort }) => tls === 'off' && controlPort === first.controlPort);
  if (clear.length === 0 || !(isAlone(r, o) || tlsFails(o))) return null;
  return present({
    confidence: 'proven',
    affects: [],
    summary: `A device on the way keeps TLS from beginning over port ${first.controlPort}: the reflector knows AUTH TLS, in clear it answers, and here: ${first.why.replace(/\.$/, '')}.`,
    for: [...new Set(refused.map(({ why }) => why))].slice(0, 4).map((why) => {
      const alike = refused.filter((one) => one.why === why);
      const modes = list([...new Set(alike.flatMap(({ mode }) => mode ?? []))]);
      return evidence(
        `Over port ${first.controlPort}, before ${modes}: ${why.replace(/\.$/, '')}.`,
        alike.flatMap(({ events }) => events),
      );
    }),
  });
};

/** What a data connection carries is changed by nothing that only translates. */
const changesPayload: Proof = (r, o) => {
  const changed = r.sessions.filter(({ payload }) => payload !== null && payload.sent !== payload.received);
  const [first] = changed;
  if (first?.payload == null) return null;
  return present({
    confidence: 'proven',
    affects: [...new Set(changed.map(({ mode }) => mode))],
    summary: `A device on the way changes what data connections carry: of the reflector's payload ${first.payload.sent.length / 2} bytes were sent over ${others(changed)}, and others arrived.`,
    for: changed
      .slice(0, 4)
      .map((one) =>
        evidence(`Over ${over(one)}, ${one.mode}: the payload that arrived is not the one that was sent.`, one.events),
      ),
    ...(isAlone(r, o)
      ? {}
      : { notTested: ['What the server sends itself: the proof is of the path to the reflector.'] }),
  });
};

/** A reflector knows every mode of its address family, so what it does not know is not what was sent. */
const modeUnsupported: Proof = (r, o) =>
  isAlone(r, o) && r.sessions.some(({ command }) => command?.change === 'command' && !isMode(command.arrived))
    ? absent('the reflector knows every mode; another command arrived there than was sent')
    : null;

/** For each of these what both ends show. */
export const lineProofs: Readonly<Record<string, Proof>> = {
  'alg-drops-commands': dropsCommands,
  'alg-drops-replies': dropsReplies,
  'ftp-proxy-in-path': (r, o) => convertsModes(r, o) ?? changesPayload(r, o),
  'alg-mangles-commands': manglesCommands,
  'alg-present': algPresent,
  'client-behind-nat': clientBehindNat,
  'mode-unsupported': modeUnsupported,
  'tls-blocked-in-path': tlsBlocked,
};
