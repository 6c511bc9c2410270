import type { Observations } from '../../model/observations.js';
import type { Judgement } from '../../model/rule.js';
import type { Reflection, TwoSided } from '../../model/two-ends.js';
import { count, failedListings, list, modesOf, passiveModes, peerSamples, portsOf } from '../facts.js';
import { refusedWhere } from '../near-refusal.js';
import { absent, evidence, present, undetermined } from '../rule.js';
import { bothTexts, farEvidence, isAlone, over, touched, went, type Proof } from './facts.js';

function passiveSessions({ sessions }: Reflection): readonly TwoSided[] {
  return sessions.filter(({ mode }) => passiveModes.includes(mode));
}

/** Whether the reply named the right place and the connection to it failed here while nobody came there. */
function neverCame(one: TwoSided): boolean {
  const { reply, attempt, data } = one;
  return (
    (reply?.change === 'none' || reply?.change === 'spelling') &&
    attempt?.failure?.during === 'connect' &&
    data?.outcome !== 'opened' &&
    data?.outcome !== 'foreign'
  );
}

/** Known open ports as a control: do connections to high ports get out of the client's network at all? */
function egress(r: Reflection): 'some' | 'none' | null {
  if (r.open.length === 0) return null;
  return r.open.some(({ open }) => open) || passiveSessions(r).some(went) ? 'some' : 'none';
}

function failedConnects(o: Observations): ReturnType<typeof failedListings> {
  return failedListings(o, passiveModes).filter(({ failure }) => failure?.during === 'connect');
}

/** Refusals that come from nearer than the server are of this side, whatever other ports can be reached. */
function refusedNearby(o: Observations): boolean {
  return (
    refusedWhere(
      o,
      peerSamples(o).filter(({ failure }) => failure?.kind === 'refused'),
    ) === 'near'
  );
}

const clientEgressBlocked: Proof = (r, o) => {
  const gets = egress(r);
  if (gets === null) return null;
  if (refusedNearby(o)) return null;
  if (gets === 'some') {
    return absent(
      `of the ports that are always open at the reflector ${count(r.open.filter(({ open }) => open).length, 'port')} opened`,
    );
  }
  const failed = failedConnects(o);
  if (failed.length === 0) return null;
  if ((r.hello?.reachedBy ?? 0) === 0) {
    return undetermined('nobody else has reached the open ports of the reflector yet: its own firewall may be closed');
  }
  const dead = passiveSessions(r).filter(neverCame);
  return present({
    confidence: 'proven',
    affects: modesOf(failed),
    summary: `This client cannot reach high ports: ${list(r.open.map(({ port }) => String(port)))} are open at the reflector, and others reach them, but not from here.`,
    for: [
      ...r.open.map(({ host, port, failure, events }) =>
        evidence(`Port ${port} of ${host}, which is always open: ${failure?.detail ?? 'failed'}.`, events),
      ),
      evidence(
        `Since it began ${r.hello?.reachedBy === 1 ? '1 other address' : `${r.hello?.reachedBy ?? 0} other addresses`} reached these ports.`,
        r.greeted,
      ),
      ...dead.slice(0, 4).flatMap(farEvidence),
    ],
    ...(isAlone(r, o)
      ? {}
      : { notTested: ['The passive ports of the target from elsewhere: its own side may close them as well.'] }),
  });
};

/** The client is cleared by the controls, so what stays is at the server. */
const passiveRangeClosed: Proof = (r, o): Judgement | null => {
  const failed = failedConnects(o);
  if (failed.length === 0) return null;
  const gets = egress(r);
  if (gets === 'none' && (r.hello?.reachedBy ?? 0) > 0) {
    return absent('ports that are known to be open elsewhere cannot be reached from here either');
  }
  // Of a reflector whose open ports are reached and the others not, one end says all there is to say.
  if (gets !== 'some' || isAlone(r, o) || refusedNearby(o)) return null;
  const open = r.open.filter((one) => one.open);
  const listed = passiveSessions(r).filter(went);
  const reached = portsOf([...open, ...listed.flatMap(({ data }) => data?.where ?? [])]);
  const closed = portsOf(peerSamples(o).filter((one) => !one.open));
  const within = closed.every((port) => port >= (reached[0] ?? Infinity) && port <= (reached.at(-1) ?? 0));
  const [low, high] = [closed[0] ?? 0, closed.at(-1) ?? 0];
  return present({
    confidence: within ? 'strong' : 'likely',
    party: 'server-nat',
    affects: modesOf(failed),
    summary: `The passive ports of ${o.control.remote?.host ?? 'the server'} are closed on the server's side: this client reaches high ports elsewhere.`,
    for: open.map(({ host, port, events }) =>
      evidence(`Port ${port} of the reflector ${host} opened from here.`, events),
    ),
    notTested: within
      ? []
      : [
          `Whether this client may go out to ports ${low} to ${high}: at the reflector ${list(reached.map(String))} were reached. A reflector with a --data-range around these ports would tell.`,
        ],
  });
};

const interceptingProxy: Proof = (r, o) => {
  const fooled = passiveSessions(r).filter(
    ({ attempt, data }) =>
      (attempt?.reached === 'opened' || attempt?.reached === 'completed') &&
      data !== null &&
      data.outcome !== 'opened' &&
      data.outcome !== 'foreign',
  );
  const [first] = fooled;
  if (first === undefined) return null;
  const affects = touched(r, o, fooled);
  if (affects.length === 0) return null;
  return present({
    confidence: 'proven',
    affects,
    summary: `Something on the way answers data connections itself: here the connection opened over ${over(first)}, and nobody came to the reflector.`,
    for: fooled.flatMap(farEvidence),
  });
};

const dataPeerRejected: Proof = (r, o) => {
  const foreign = passiveSessions(r).filter(({ data }) => data?.outcome === 'foreign');
  const [first] = foreign;
  if (first === undefined) return null;
  const affects = touched(r, o, foreign);
  if (affects.length === 0) return null;
  return present({
    confidence: 'proven',
    party: 'client-nat',
    affects,
    summary: `Control and data leave this network from different addresses: the reflector sees control from ${first.seen.host} and data from ${first.data?.from?.host ?? 'elsewhere'}.`,
    for: foreign.map((one) =>
      evidence(
        `Over ${over(one)}: control came from ${one.seen.host}, data from ${one.data?.from?.host ?? 'elsewhere'}.`,
        one.events,
      ),
    ),
  });
};

/** A reply that was changed on the way, and the connection that it led astray. */
const misled: Proof = (r, o) => {
  if (!isAlone(r, o)) return null;
  const changed = passiveSessions(r).filter(
    ({ reply }) => reply?.change === 'address' || reply?.change === 'address and port',
  );
  const astray = changed.filter((one) => !went(one));
  const [first] = astray;
  if (first?.reply == null) return null;
  return present({
    confidence: 'proven',
    party: 'path',
    affects: touched(r, o, astray),
    summary: `A device on the way changed the reply "${first.reply.sent}" into "${first.reply.arrived ?? ''}", and the connection to that place failed.`,
    for: astray.flatMap((one) => [...(one.reply === null ? [] : [bothTexts(one, one.reply)]), ...farEvidence(one)]),
  });
};

/** The wrong address is the box's and not the server's: for each of these only where it stands as found by one end. */
export const misledIds = [
  'pasv-address-private',
  'pasv-address-other-host',
  'pasv-address-loopback',
  'pasv-address-is-client',
  'pasv-address-shadows-lan',
  'pasv-address-unspecified',
] as const;

/** For each of these causes what both ends show. */
export const passiveProofs: Readonly<Record<string, Proof>> = {
  'client-egress-blocked': clientEgressBlocked,
  'passive-range-closed': passiveRangeClosed,
  'intercepting-proxy': interceptingProxy,
  'data-peer-rejected': dataPeerRejected,
  ...Object.fromEntries(misledIds.map((id) => [id, misled] satisfies [string, Proof])),
};
