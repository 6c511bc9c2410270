import { isInterrupted, isShortage, type Failure, type LocalNetwork, type SendQueue } from '../model/network.js';
import type { Attempt, Observations, Refusal } from '../model/observations.js';
import type { Transcript, WireEvent } from '../model/transcript.js';
import { replyText } from './attempt-draft.js';
import { attemptsOf } from './attempts.js';
import { controlOf } from './control.js';
import { byMode } from './by-mode.js';
import { dialoguesOf, type Dialogue } from './dialogue.js';
import { isProbing, probesOf } from './probes.js';
import { idleProbesOf } from './idle.js';
import { farExperiment, reflectionOf } from './reflection/reflection.js';
import { samplesOf } from './samples.js';
import { splitsOf } from './splits.js';
import { transfersOf } from './transfers.js';
import { thirdPartyProbesOf } from './third-party.js';

/** Experiments whose tries at a data connection are samples of ports, not listings. */
const samplers = ['passive-ports', 'passive-ports-again', 'idle-ladder', 'long-transfer', 'third-party'];
/** Experiments under other conditions than the user's: they explain, but do not count as a try of what was asked. */
const asides = ['tls-comparison', 'tls-no-resume', 'idle-ladder', 'long-transfer', 'third-party'];
/** The order in which the modes are reported. */
const order = ['passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'];

/** Enough to look up. */
const mostEvents = 16;

function parsed<T>(event: WireEvent | undefined, otherwise: T): T {
  return event?.outcome.ok === true ? (JSON.parse(event.outcome.value) as T) : otherwise;
}

function rank(attempt: Attempt): number {
  const at = order.indexOf(attempt.experiment);
  return at < 0 ? order.length : at;
}

/** A lane that never came past its login although the gate did. */
function refusalOf({ experiment, lane, steps }: Dialogue): Refusal | null {
  if (lane === 'gate') return null;
  for (const step of steps) {
    if (step.kind === 'connect-failed') {
      return { experiment, text: step.failure.detail, events: [step.event.seq] };
    }
    if (step.kind !== 'exchange') continue;
    const { command, reply, failure, events } = step.exchange;
    const entering = command === '' || /^(AUTH|USER|PASS)\b/i.test(command);
    if (entering && (reply === null || reply.code >= 400)) {
      return { experiment, text: replyText(step.exchange) ?? failure?.detail ?? 'no reply', events };
    }
  }
  return null;
}

/** A listing that ran but never came to ask for a data connection still counts as a try that reached nothing. */
function missing(transcript: Transcript, attempts: readonly Attempt[], refusals: readonly Refusal[]): Attempt[] {
  const modes = {
    'passive-pasv': 'PASV',
    'passive-epsv': 'EPSV',
    'active-port': 'PORT',
    'active-eprt': 'EPRT',
  } as const;
  return transcript.runs.flatMap(({ experiment, status, detail }) => {
    if (!(experiment in modes) || attempts.some((one) => one.experiment === experiment)) return [];
    if (status === 'skipped' || transcript.cutShort !== null) return [];
    const refusal = refusals.findLast((one) => one.experiment === experiment);
    const failure: Failure = { kind: refusal === undefined ? 'unknown' : 'rejected', detail: refusal?.text ?? detail };
    return [
      {
        experiment,
        mode: modes[experiment as keyof typeof modes],
        encrypted: false,
        controlPort: transcript.target.port,
        advertised: null,
        used: null,
        from: null,
        reached: 'nothing' as const,
        failure: { ...failure, during: 'control' as const, reply: refusal?.text ?? null },
        durationMs: 0,
        entries: null,
        bytes: 0,
        setup: null,
        listing: null,
        caller: null,
        dialMs: null,
        resumed: null,
        unannouncedEnd: false,
        events: refusal?.events ?? [],
      },
    ];
  });
}

/** A listing that was tried again counts as it went the last time. */
function latest(attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter(
    ({ experiment }, at) =>
      !order.includes(experiment) || !attempts.slice(at + 1).some((later) => later.experiment === experiment),
  );
}

function shortageIn(events: readonly WireEvent[]): Observations['shortage'] {
  const short = events.flatMap(({ seq, outcome }) =>
    !outcome.ok && isShortage(outcome.failure) ? [{ seq, detail: outcome.failure.detail }] : [],
  );
  const [first] = short;
  return first === undefined
    ? null
    : { detail: first.detail, events: short.map(({ seq }) => seq).slice(0, mostEvents) };
}

function peerOf(dialogues: readonly Dialogue[]): string | null {
  for (const { steps } of dialogues) for (const step of steps) if (step.kind === 'connected') return step.remote.host;
  return null;
}

/** Draws the facts from a transcript. Pure: the same transcript, the same observations. */
export function observe(transcript: Transcript): Observations {
  // What was said with the far end is no fact about the target.
  const events = transcript.events.filter(({ experiment }) => experiment !== farExperiment);
  const dialogues = dialoguesOf(events);
  const finished = new Map(events.map((event) => [event.seq, event.finishedMs]));
  const tried = dialogues
    .filter(({ experiment }) => !samplers.includes(experiment) && !isProbing(experiment))
    .flatMap((dialogue) => attemptsOf(dialogue, finished));
  const found = tried.some(({ experiment }) => experiment === 'gate')
    ? byMode(tried, peerOf(dialogues))
    : latest(tried);
  const asked = dialogues.filter(({ experiment }) => !asides.includes(experiment) && !isProbing(experiment));
  const refusals = asked.flatMap((dialogue) => refusalOf(dialogue) ?? []);
  // A port that this machine lacked the means to try is no sample.
  const samples = asked.flatMap(samplesOf).filter(({ failure }) => failure === null || !isShortage(failure));
  const probes = probesOf(events);
  const control = controlOf(dialogues, found, probes, transcript.origin);
  const attempts = [...found, ...(control.loggedIn ? missing(transcript, found, refusals) : [])].sort(
    (a, b) => rank(a) - rank(b),
  );
  const resolve = events.find(({ operation }) => operation === 'resolve');
  const networks = events.find(({ operation }) => operation === 'local-networks');
  return {
    target: transcript.target,
    cutShort: transcript.cutShort,
    shortage: shortageIn(transcript.events),
    runs: transcript.runs,
    resolution: {
      addresses: parsed<string[]>(resolve, []),
      failure: resolve === undefined || resolve.outcome.ok ? null : resolve.outcome.failure,
      events: resolve === undefined ? [] : [resolve.seq],
    },
    origin: transcript.origin ?? null,
    localNetworks: parsed<LocalNetwork[]>(networks, []),
    control,
    attempts: attempts.filter(({ failure }) => !isInterrupted(failure)),
    unfinished: attempts.filter(({ failure }) => isInterrupted(failure)),
    samples,
    refusals,
    splits: splitsOf(events),
    probes,
    strays: dialogues.filter(({ experiment }) => experiment === 'interception-control').flatMap(samplesOf),
    idle: idleProbesOf(events),
    transfers: transfersOf(events),
    thirdParty: thirdPartyProbesOf(dialogues),
    reflection: reflectionOf(transcript.events, transcript.target.reflector ?? null),
    sendQueues: events.flatMap(({ operation, purpose, experiment, seq, outcome }) =>
      operation === 'send-queue' && purpose === 'control' && outcome.ok
        ? [{ ...(JSON.parse(outcome.value) as SendQueue), experiment, events: [seq] }]
        : [],
    ),
  };
}
