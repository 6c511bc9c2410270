import type { WireEvent } from '../model/transcript.js';
import { sanitise } from '../formats/sanitise.js';
import { decodedPairs } from '../formats/text/byte-pairs.js';
import { listings } from '../formats/text/target.js';

/** What a lane is busy with after an event. `done` when it has said goodbye. */
export interface LaneStep {
  readonly text: string;
  readonly done: boolean;
}

/** A lane by the name people know: the mode it tries, or its own. */
export function laneName(lane: string): string {
  return lane === 'gate' ? 'login' : sanitise(listings.get(lane) ?? lane.replace(/^idle-ladder\//, 'idle '), 30);
}

/** The step that an event leaves its lane in, foreign text made safe; `null` for events of no interest to a watcher. */
export function laneStep(event: WireEvent): LaneStep | null {
  const text = stepText(event);
  if (text === null) return null;
  const done = event.operation === 'write' && event.purpose === 'control' && /^QUIT\b/i.test(event.input);
  return { text: sanitise(text, 60), done };
}

function stepText({ lane, operation, purpose, input, outcome }: WireEvent): string | null {
  const failure = outcome.ok ? null : outcome.failure.kind;
  const value = outcome.ok ? outcome.value : '';
  switch (operation) {
    case 'send-queue':
    case 'keep-alive':
    case 'pause':
    case 'local-networks':
    case 'close':
      return null;
    case 'resolve':
      return failure === null ? `found ${input}` : `${input}: ${failure}`;
    case 'connect':
      if (failure !== null) return `${input} ${failure}`;
      return purpose === 'control' ? 'waiting for the greeting' : `opened ${input}`;
    case 'listen':
      return failure === null ? `listening on ${value}` : `cannot listen: ${failure}`;
    case 'accept':
      return failure === null ? 'called back by the server' : `not called back: ${failure}`;
    case 'secure':
      return failure === null ? 'TLS agreed' : `TLS ${failure}`;
    case 'write':
      if (failure !== null) return `sending failed: ${failure}`;
      return purpose === 'data' ? null : afterCommand(input);
    case 'read':
      if (failure !== null) {
        if (purpose === 'data' && failure === 'closed')
          return lane.startsWith('long-transfer/') ? 'received' : 'listed';
        // A transfer may last longer than any wait for a reply.
        if (failure === 'timed-out' && /^long-transfer\/|-passive$/.test(lane)) return 'waiting for the end';
        return `no answer: ${failure}`;
      }
      if (purpose === 'data' && lane.startsWith('long-transfer/')) return 'receiving the file';
      if (purpose === 'control' && lane.startsWith('idle-ladder/') && /^2[03]0 /m.test(value)) return 'resting';
      return purpose === 'data' ? 'receiving the listing' : afterReply(value, listings.has(lane));
  }
}

function afterCommand(line: string): string {
  const verb = (/^[A-Za-z]{1,8}/.exec(line)?.[0] ?? 'a command').toUpperCase();
  if (verb === 'USER' || verb === 'PASS') return 'logging in';
  return verb === 'QUIT' ? 'leaving' : `waiting for the reply to ${verb}`;
}

/** Where a reply names an address, a listing goes there next; it is shown at once, for that may last until its timeout. */
function afterReply(text: string, lists: boolean): string {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  const named = decodedPairs(last);
  if (named === null) return `got ${last.slice(0, 3)}`;
  return `${lists ? 'connecting' : 'was told'} ${named.split(',')[0] ?? ''}`;
}
