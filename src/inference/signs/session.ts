import type { Attempt, Observations, SendQueueReading } from '../../model/observations.js';
import { eventsOf, failedListings } from '../../rules/facts.js';
import { nearerThanServer } from '../../rules/near-refusal.js';
import { pairEvidence, verbPair } from '../../rules/verb-pair.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

/** Listings whose set-up went unanswered, with the send queue of their control connection. */
function unanswered(o: Observations): readonly { one: Attempt; queue: SendQueueReading }[] {
  return failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).flatMap((one) => {
    if (one.failure?.during !== 'negotiate' || one.failure.kind !== 'timed-out') return [];
    const queue = o.sendQueues.find(({ experiment }) => experiment === one.experiment);
    return queue === undefined ? [] : [{ one, queue }];
  });
}

const unknownQueue = 'Whether the command was acknowledged: this system does not tell.';

/** The command was sent again and again, and nobody acknowledged it. */
export const commandLost = defineSign({
  id: 'command-retransmitted-in-vain',
  group: 'send queue',
  look(o) {
    const all = unanswered(o);
    if (all.length === 0) return notTested(unknownQueue);
    const lost = all.filter(({ queue }) => queue.unackedBytes > 0 && queue.retransmits >= 2);
    const events = lost.flatMap(({ queue }) => queue.events);
    return lost.length === 0
      ? notSeen(
          'No command was sent again in vain.',
          all.flatMap(({ queue }) => queue.events),
        )
      : seen(`Sent again ${lost[0]?.queue.retransmits ?? 0} times, never acknowledged.`, events);
  },
});

/** The server's end acknowledged each command that went unanswered. */
export const commandArrived = defineSign({
  id: 'unanswered-command-acknowledged',
  group: 'send queue',
  look(o) {
    const all = unanswered(o);
    if (all.length === 0) return notTested(unknownQueue);
    const events = all.flatMap(({ queue }) => queue.events);
    return all.every(({ queue }) => queue.unackedBytes === 0)
      ? seen('Each command that went unanswered was acknowledged.', events)
      : notSeen('Some commands were not acknowledged either.', events);
  },
});

/** On fresh connections the command stays unanswered each time, and a meaningless one of its shape is answered. */
export const verbSilent = defineSign({
  id: 'verb-silent-beside-neutral',
  group: 'neutral verb',
  look(o) {
    const pair = verbPair(o);
    if (pair === null) return notTested('The command beside a meaningless one of the same shape.');
    const { text, events } = pairEvidence(pair);
    if (pair.outcome === 'silent') return seen(text, events);
    return pair.outcome === 'answered' ? notSeen(text, events) : notTested(text);
  },
});

/** On fresh connections the command ends the connection each time, and a meaningless one of its shape is answered. */
export const verbCutOff = defineSign({
  id: 'verb-cut-off-beside-neutral',
  group: 'neutral verb',
  look(o) {
    const pair = verbPair(o);
    if (pair === null) return notTested('The command beside a meaningless one of the same shape.');
    const { text, events } = pairEvidence(pair);
    if (pair.outcome === 'cut off') return seen(text, events);
    return pair.outcome === 'answered' ? notSeen(text, events) : notTested(text);
  },
});

/** The end of the connection was a RST, which servers do not send at a command they dislike. */
export const cutByReset = defineSign({
  id: 'cut-off-by-reset',
  group: 'way of ending',
  look(o) {
    const pair = verbPair(o);
    if (pair?.outcome !== 'cut off') return notTested();
    const reset = pair.telling.every(({ failure }) => failure?.kind === 'reset');
    return reset
      ? seen('The connection ended by a RST.', eventsOf(pair.telling))
      : notSeen('The connection was closed in order.', eventsOf(pair.telling));
  },
});

/** The end came sooner than the server could have answered. */
export const cutNearby = defineSign({
  id: 'cut-off-nearer-than-server',
  group: 'refusal time',
  look(o) {
    const pair = verbPair(o);
    if (pair?.outcome !== 'cut off') return notTested();
    const near = nearerThanServer(o, Math.max(...pair.telling.map(({ tookMs }) => tookMs)));
    if (near === null) return notTested('From where the connection is ended: the round trip is too short to tell.');
    return near
      ? seen('The end came sooner than the server could have answered.', pair.events)
      : notSeen('The end came after a whole round trip.', pair.events);
  },
});
