import { readHello, type Hello } from '../../model/reflection.js';
import type { Mode, TlsMode } from '../../model/target.js';
import type { WireEvent } from '../../model/transcript.js';
import type { FarRefusal, FarRest, Reflection, TwoSided } from '../../model/two-ends.js';
import { formatEndpoint } from '../../protocol/address.js';
import { jsonFromLetters } from '../../protocol/letters.js';
import { siteAnswer } from '../../protocol/site.js';
import { replyText } from '../attempt-draft.js';
import { dialoguesOf, type Dialogue } from '../dialogue.js';
import { samplesOf } from '../samples.js';
import { restOf } from './rest.js';
import { recordsIn, type FarRecord } from './record.js';
import { dataOf, factsOf, twoSided } from './session.js';

/** The experiment whose lanes lead to the far end, not to the target. */
export const farExperiment = 'reflector';

function helloIn({ steps }: Dialogue): { readonly hello: Hello; readonly events: readonly number[] } | null {
  for (const step of steps) {
    if (step.kind !== 'exchange' || step.exchange.command !== 'SITE HELLO' || step.exchange.reply === null) continue;
    const hello = readHello(jsonFromLetters(siteAnswer(step.exchange.reply)));
    if (hello !== null) return { hello, events: step.exchange.events };
  }
  return null;
}

/** Why a lane never came to its question: the first thing that went wrong on it. */
function whyNot({ steps }: Dialogue): { text: string; events: readonly number[] } {
  for (const step of steps) {
    if (step.kind === 'connect-failed') {
      return { text: `${formatEndpoint(step.to)}: ${step.failure.detail}`, events: [step.event.seq] };
    }
    if (step.kind === 'secure' && step.failure !== null) {
      return { text: `TLS: ${step.failure.detail}`, events: [step.event.seq] };
    }
    if (step.kind !== 'exchange') continue;
    const { command, reply, failure, events } = step.exchange;
    const what = command === '' ? 'the greeting' : command;
    if (reply === null) return { text: `no answer to ${what}: ${failure?.detail ?? 'none came'}`, events };
    const odd = command === 'SITE HELLO' || reply.code >= 400;
    if (odd) return { text: `${what} was answered with: ${replyText(step.exchange) ?? ''}`, events };
  }
  return { text: 'it was not tried', events: [] };
}

function doorOf(lane: string): { mode: Mode | null; port: number; tls: boolean } | null {
  const [, port = '', tls, mode] = /^reflector\/(\d+)(-tls)?\/(pasv|epsv|port|eprt)/.exec(lane) ?? [];
  return port === ''
    ? null
    : { mode: (mode?.toUpperCase() ?? null) as Mode | null, port: Number(port), tls: tls !== undefined };
}

function tlsOf({ steps }: Dialogue, asked: boolean): TlsMode {
  if (!asked) return 'off';
  return steps.some((step) => step.kind === 'exchange' && step.exchange.command === 'AUTH TLS')
    ? 'explicit'
    : 'implicit';
}

function problemOf(
  hello: Hello | null,
  first: Dialogue | undefined,
  records: ReadonlyMap<string, FarRecord>,
): string | null {
  if (hello === null) return first === undefined ? 'it was not reached' : whyNot(first).text;
  return records.size === 0 ? 'it gave no record of the sessions' : null;
}

/** Lays what the far end wrote down beside what we did; `null` where no far end was asked. */
export function reflectionOf(
  events: readonly WireEvent[],
  named: { host: string; port: number } | null,
): Reflection | null {
  const own = events.filter(({ experiment }) => experiment === farExperiment);
  if (named === null || own.length === 0) return null;
  const dialogues = dialoguesOf(own);
  const records = recordsIn(dialogues);
  const finished = new Map(own.map(({ seq, finishedMs }) => [seq, finishedMs]));
  const sessions: TwoSided[] = [];
  const refusals: FarRefusal[] = [];
  const rests: FarRest[] = [];
  let unannounced: Reflection['unannounced'] = null;
  for (const dialogue of dialogues) {
    const hello = helloIn(dialogue)?.hello ?? null;
    const record = hello === null ? undefined : records.get(hello.session);
    const door = doorOf(dialogue.lane);
    if (door !== null && record === undefined) {
      const { text, events: at } =
        hello === null ? whyNot(dialogue) : { text: 'its record could not be read', events: [] };
      refusals.push({ controlPort: door.port, tls: tlsOf(dialogue, door.tls), mode: door.mode, why: text, events: at });
    }
    if (record === undefined) continue;
    const lane = own.filter((event) => event.lane === dialogue.lane);
    if (door?.mode != null) {
      const one = twoSided(dialogue, lane, record, { mode: door.mode, tls: tlsOf(dialogue, door.tls) }, finished);
      if (one !== null) sessions.push(one);
    }
    const rest = /^reflector\/(?:rest|noop)$/.test(dialogue.lane) ? restOf(lane, record) : null;
    if (rest !== null) rests.push(rest);
    const call = dialogue.lane === 'reflector/dial' ? dataOf(record, 'out') : null;
    if (call !== null) {
      const came = lane.some(({ operation, outcome }) => operation === 'accept' && outcome.ok);
      unannounced = { far: factsOf(call), came, events: lane.map(({ seq }) => seq).concat(record.events) };
    }
  }
  const first = dialogues.find(({ lane }) => lane === 'reflector/hello');
  const greeting = first === undefined ? null : helloIn(first);
  const hello = greeting?.hello ?? null;
  return {
    ...named,
    hello,
    greeted: greeting?.events ?? [],
    problem: problemOf(hello, first, records),
    sessions,
    refusals,
    unannounced,
    rests,
    open: dialogues.filter(({ lane }) => lane === 'reflector/open').flatMap(samplesOf),
    events: own.map(({ seq }) => seq),
  };
}
