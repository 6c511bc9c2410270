import type { Observations } from '../../model/observations.js';
import {
  alternates,
  censusOf,
  distinctPorts,
  firstOnly,
  opensAgain,
  opensBy,
  restedSamples,
  varyingPorts,
} from '../../rules/census.js';
import { refusedForPeer } from '../../rules/data-peer-rejected.js';
import { count, eventsOf, list, listingOf, listingsOf, milliseconds } from '../../rules/facts.js';
import { inspectedPorts } from '../../rules/inspected-ports.js';
import { refusedWhere } from '../../rules/near-refusal.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

const fromWhere = 'From where the ports are refused: the times do not tell.';

/** No passive port of the control peer could be reached, however many were tried. */
export const noPortOpens = defineSign({
  id: 'no-passive-port-opens',
  group: 'data connect',
  look(o) {
    const { samples, open, closed, openEvents, closedEvents } = censusOf(o);
    if (samples.length === 0) return notTested('A passive port of the control peer.');
    return open.length > 0
      ? notSeen(`${count(open.length, 'passive port')} opened.`, openEvents)
      : seen(`None of ${count(closed.length, 'passive port')} opened.`, closedEvents);
  },
});

/** Every one of at least two ports was refused, none met silence, and no refusal came from nearer than the server. */
export const everyPortRefused = defineSign({
  id: 'every-passive-port-refused-far-away',
  group: 'port census',
  look(o) {
    const { samples, closed, closedEvents } = censusOf(o);
    if (closed.length < 2) return notTested('More than one passive port.');
    const silent = samples.filter(({ failure }) => failure?.kind !== 'refused');
    if (silent.length > 0)
      return notSeen(`${count(silent.length, 'connect')} met silence or opened.`, eventsOf(silent));
    return refusedWhere(o, samples) === 'far'
      ? seen(`All of ${closed.length} passive ports were refused, after a whole round trip.`, closedEvents)
      : notTested(fromWhere);
  },
});

/** At least two ports were tried and none opened. */
export const censusAllClosed = defineSign({
  id: 'several-passive-ports-all-closed',
  group: 'port census',
  look(o) {
    const { open, closed, openEvents, closedEvents } = censusOf(o);
    if (open.length + closed.length < 2) return notTested('More than one passive port.');
    return open.length > 0
      ? notSeen(`${count(open.length, 'passive port')} opened.`, openEvents)
      : seen(`None of ${closed.length} passive ports opened.`, closedEvents);
  },
});

/** The refusals came faster than the server can answer. */
export const refusedNear = defineSign({
  id: 'refused-nearer-than-server',
  group: 'refusal time',
  look(o) {
    const refused = censusOf(o).samples.filter(({ failure }) => failure?.kind === 'refused');
    if (refused.length === 0) return notTested('From where packets are refused: none was.');
    const where = refusedWhere(o, refused);
    if (where === null) return notTested(fromWhere);
    const fastest = milliseconds(Math.min(...refused.map(({ tookMs }) => tookMs)));
    const text = `Refused after ${fastest}; the server needs ${milliseconds(o.control.rttMs ?? 0)}.`;
    return where === 'near' ? seen(text, eventsOf(refused)) : notSeen(text, eventsOf(refused));
  },
});

/** One boundary splits at least two open ports from at least two closed ones. */
export const boundary = defineSign({
  id: 'boundary-between-ports',
  group: 'port census',
  look(o) {
    const { open, closed, split, openEvents, closedEvents } = censusOf(o);
    const events = [...openEvents, ...closedEvents];
    if (open.length < 2 || closed.length < 2)
      return notTested('Where the boundary between open and closed ports lies.');
    if (split && firstOnly(o)) return notTested('The same ports in another order.');
    return split
      ? seen('One boundary lies between the open and the closed ports.', events)
      : notSeen('Open and closed ports are mixed.', events);
  },
});

/** Open and closed ports take turns. */
export const portsAlternate = defineSign({
  id: 'open-and-closed-ports-alternate',
  group: 'port census',
  look(o) {
    const census = censusOf(o);
    const { open, closed, openEvents, closedEvents } = census;
    if (open.length === 0 || closed.length === 0 || firstOnly(o)) return notTested();
    const events = [...openEvents, ...closedEvents];
    if (alternates(census)) return seen('Open and closed ports take turns, without a boundary between them.', events);
    return open.length < 2 || closed.length < 2
      ? notTested()
      : notSeen('The open and the closed ports lie apart.', events);
  },
});

/** The first connects opened and at least two later ones did not. */
export const firstConnectsOnly = defineSign({
  id: 'first-connects-only',
  group: 'port census',
  look(o) {
    const rested = restedSamples(o);
    const before = { ...o, samples: o.samples.filter((one) => !rested.includes(one)) };
    const { open, closed, openEvents, closedEvents } = censusOf(before);
    if (open.length === 0 || closed.length < 2) return notTested('More connects in a row.');
    const events = [...openEvents, ...closedEvents];
    return firstOnly(before)
      ? seen('The first connects opened and the later ones did not.', events)
      : notSeen('Connects opened after others had not.', events);
  },
});

/** After a rest the first connect opens again, to a port that no boundary tells from the closed ones. */
export const opensAfterRest = defineSign({
  id: 'opens-again-after-rest',
  group: 'repetition',
  look(o) {
    const rested = restedSamples(o);
    if (rested.length === 0) return notTested('The same after a rest.');
    return opensAgain(o)
      ? seen('After a rest the first connect opened again.', eventsOf(rested))
      : notSeen('The rest changed nothing that the ports do not explain.', eventsOf(rested));
  },
});

/** Some ports open and at least two others do not. */
export const severalClosed = defineSign({
  id: 'several-ports-closed-others-open',
  group: 'port census',
  look(o) {
    const { open, closed, openEvents, closedEvents } = censusOf(o);
    if (open.length === 0 || closed.length === 0) return notTested();
    const text = `${open.length} of ${count(open.length + closed.length, 'port')} open.`;
    const events = [...openEvents, ...closedEvents];
    return closed.length > 1
      ? seen(text, events)
      : notSeen(`A single port is closed: ${list(closed.map(String))}.`, events);
  },
});

function onlyInspected(o: Observations): { port: number; open: number; events: readonly number[] } | null {
  const { open, closed, openEvents, closedEvents } = censusOf(o);
  const [port] = closed;
  if (port === undefined || closed.length > 1 || open.length === 0 || inspectedPorts[port] === undefined) return null;
  return { port, open: open.length, events: [...openEvents, ...closedEvents] };
}

/** The only closed port is one that devices take for another protocol, and at least three others open. */
export const inspectedPortAmongMany = defineSign({
  id: 'only-inspected-port-closed',
  group: 'port census',
  look(o) {
    const found = onlyInspected(o);
    if (found === null) return notTested();
    return found.open > 2
      ? seen(`Of ${found.open + 1} ports only ${found.port} is closed.`, found.events)
      : notSeen(`Only ${count(found.open, 'other port')} opened.`, found.events);
  },
});

/** The listing over PASV got its data connection, the one over EPSV did not. */
export const listingFollowsCommand = defineSign({
  id: 'listing-follows-command',
  group: 'data connect',
  look(o) {
    const epsv = listingOf(o, 'EPSV');
    // Over a foreign address it is that address which decides, not the command.
    const pasv = o.attempts.find(({ experiment }) => experiment === 'passive-pasv-peer') ?? listingOf(o, 'PASV');
    if (pasv === null || epsv === null) return notTested('PASV and EPSV both.');
    const opened = pasv.reached === 'opened' || pasv.reached === 'completed';
    const events = eventsOf([pasv, epsv]);
    return opened && epsv.failure?.during === 'connect'
      ? seen('PASV got its data connection, EPSV did not.', events)
      : notSeen('PASV and EPSV fare alike.', events);
  },
});

/** Each of several ports opens if PASV named it, and stays closed if EPSV did. */
export const samplesFollowCommand = defineSign({
  id: 'samples-follow-command',
  group: 'port census',
  look(o) {
    const [known, unknown] = [opensBy(o, 'PASV'), opensBy(o, 'EPSV')];
    if (known.open + known.closed < 3 || unknown.open + unknown.closed < 3)
      return notTested('More ports for each command.');
    const events = [...known.events, ...unknown.events];
    return known.closed === 0 && unknown.open === 0
      ? seen('The outcome follows the command.', events)
      : notSeen('The outcome does not follow the command.', events);
  },
});

/** A port was open once and closed another time. */
export const portVaries = defineSign({
  id: 'same-port-open-and-closed',
  group: 'data connect',
  look(o) {
    const { samples } = censusOf(o);
    const ports = varyingPorts(samples);
    if (samples.length < 2) return notTested('The same port twice.');
    const events = eventsOf(samples.filter(({ port }) => ports.includes(port)));
    return ports.length > 0
      ? seen(`Open once and closed another time: ${list(ports.map(String))}.`, events)
      : distinctPorts(samples).length < samples.length
        ? notSeen('No port was open once and closed another time.')
        : notTested('The same port twice: the server named another each time.');
  },
});

/** The same of more than one port: chance did it, not the port. */
export const portsVary = defineSign({
  id: 'several-ports-open-and-closed',
  group: 'port census',
  look(o) {
    const { samples } = censusOf(o);
    const ports = varyingPorts(samples);
    const events = eventsOf(samples.filter(({ port }) => ports.includes(port)));
    return ports.length > 1
      ? seen(`Open once and closed another time: ${list(ports.map(String))}.`, events)
      : notTested('The same on a second port.');
  },
});

/** The reply to LIST speaks of the address that the data connection came from. */
export const peerRefusedInWords = defineSign({
  id: 'reply-speaks-of-foreign-peer',
  group: 'reply wording',
  look(o) {
    const found = listingsOf(o).filter(refusedForPeer);
    return found.length === 0
      ? notSeen('No reply speaks of the address that a data connection came from.')
      : seen('The server says that the data connection came from another address.', eventsOf(found));
  },
});
