import type { SendQueue } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { WireEvent } from '../model/transcript.js';
import { createReplyReader } from '../protocol/reply.js';

/** Experiments that send commands for the sake of their answers: no tries of what the user asked for. */
const probing = [
  'pipelined-port',
  'canonical-form',
  'data-as-seen',
  'call-as-made',
  'callback-timing',
  'neutral-verb',
  'wrong-family',
  'verb-case',
  'interception-control',
  'status-listing',
];

/** What every connection begins or ends with, where it is a segment of its own. */
const usual = /^(?:NOOP|QUIT|(?:USER|PASS|HOST|AUTH|PBSZ|PROT)\b[^\r\n]*)$/i;

/** Whether an experiment only probes, so that nothing it meets counts as a listing or as a refusal. */
export function isProbing(experiment: string): boolean {
  return probing.includes(experiment);
}

function probesOn(events: readonly WireEvent[]): CommandProbe[] {
  const reader = createReplyReader();
  const found: CommandProbe[] = [];
  let sent: WireEvent | null = null;
  let replies: Reply[] = [];
  let since: WireEvent[] = [];
  const close = (): void => {
    const input = sent?.input.replace(/[\r\n]+$/, '');
    if (sent !== null && input !== undefined && !usual.test(input)) {
      const last = since.findLast(({ operation }) => operation === 'read' || operation === 'write') ?? sent;
      const queue = since.find(({ operation }) => operation === 'send-queue');
      found.push({
        experiment: sent.experiment,
        connection: sent.lane.split('/')[1] ?? '',
        sent: input,
        replies,
        failure: last.outcome.ok ? null : last.outcome.failure,
        tookMs: last.finishedMs - sent.startedMs,
        unackedBytes: queue?.outcome.ok === true ? (JSON.parse(queue.outcome.value) as SendQueue).unackedBytes : null,
        events: since.map(({ seq }) => seq),
      });
    }
    replies = [];
    since = [];
  };
  for (const event of events) {
    if (event.operation === 'write') {
      close();
      sent = event;
    }
    since.push(event);
    if (event.operation !== 'read' || !event.outcome.ok) continue;
    for (const item of reader.push(new TextEncoder().encode(event.outcome.value))) {
      if (item.kind === 'reply') replies.push(item.reply);
    }
  }
  close();
  return found;
}

/** What the throw-away connections of the probing experiments said and heard, one connection after another. */
export function probesOf(events: readonly WireEvent[]): CommandProbe[] {
  const lanes = new Map<string, WireEvent[]>();
  for (const event of events) {
    if (!isProbing(event.experiment) || event.purpose !== 'control') continue;
    lanes.set(event.lane, [...(lanes.get(event.lane) ?? []), event]);
  }
  return [...lanes.values()].flatMap(probesOn);
}
