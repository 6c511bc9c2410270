import type { Bench, Experiment } from './experiments/experiment.js';
import { openGate } from './experiments/gate.js';
import { experiments } from './experiments/index.js';
import type { Endpoint, Network } from './model/network.js';
import type { Observations } from './model/observations.js';
import type { Assertions, Mode, ProbeOptions, Target, TargetFacts } from './model/target.js';
import type { Run, Transcript, WireEvent } from './model/transcript.js';
import { createRecorder, type LaneSource } from './network/record.js';
import { observe } from './observations/observe.js';
import { type Chosen, nextRound } from './plan/choose.js';
import { mostConnections } from './plan/limits.js';
import { caller, knock } from './session/knock.js';
import { login } from './session/login.js';
import type { Session } from './session/session.js';

export interface ProbeHooks {
  /** Called for each event as it ends; the only progress hook. */
  onEvent?(event: WireEvent): void;
  /** Called with the follow-ups that were chosen, before they run. */
  onRound?(round: readonly Chosen[]): void;
  /** Ends the run early; its reason is `interrupted` or `deadline`. The network must end its calls by itself. */
  readonly signal?: AbortSignal;
  /** Name and version of the program, for the transcript. */
  readonly tool: string;
  readonly startedAt: string;
}

/** How and where a control connection is opened. */
type Called = Pick<Target, 'tls' | 'port'>;

/** A server that counts connections needs a moment to notice that some were closed. */
const retryPauseMs = 300;
/** The far end is compared whole at every depth; it admits 64 sessions of one address. */
const mostFarConnections = 40;

function factsOf(target: Target, options: ProbeOptions, assertions: Assertions): TargetFacts {
  const { host, port, tls, user, path } = target;
  const { modes, depth, timeoutMs, advertised, activeAddress, activePorts } = options;
  const { family, ftpHost, bind, samples, altPort, tlsInsecure, ca, reflector } = options;
  return {
    ...{ host, port, tls, user, path, modes, depth, timeoutMs, advertised, activeAddress, activePorts, assertions },
    ...(family !== null && { family }),
    ...(ftpHost !== null && { ftpHost }),
    ...(bind !== null && { bind }),
    ...(samples !== null && { samples }),
    ...(altPort !== null && { altPort }),
    ...(tlsInsecure && { tlsInsecure }),
    ...(ca !== null && { ownRoots: true as const }),
    ...(reflector === null ? {} : { reflector: { host: reflector.host, port: reflector.port } }),
  };
}

/**
 * Tries and writes down. Experiments run side by side, each on a control connection of its own; those that the server
 * gave none are tried again one after another. Follow-ups are chosen by what is known by then.
 */
export async function probe(
  target: Target,
  options: ProbeOptions,
  assertions: Assertions,
  source: LaneSource,
  clock: Network,
  hooks: ProbeHooks,
): Promise<Transcript> {
  const { reflector } = options;
  const secrets = [target, ...(reflector === null ? [] : [reflector])].map(secretOf);
  const recorder = createRecorder(source, clock, secrets, (event) => hooks.onEvent?.(event));
  const runs: Run[] = [];
  let connections = 0;
  let full = false;
  let crowded = options.serial;

  const transcript = (): Transcript => ({
    schema: 'ftpdoctor.transcript/1',
    tool: hooks.tool,
    startedAt: hooks.startedAt,
    durationMs: recorder.elapsedMs(),
    cutShort: hooks.signal?.aborted === true ? (hooks.signal.reason === 'deadline' ? 'deadline' : 'interrupted') : null,
    target: factsOf(target, options, assertions),
    runs,
    events: recorder.events,
  });

  const laneFor = (lane: string, experiment: string): Network => {
    const network = recorder.lane(lane, experiment);
    return {
      ...network,
      connect(to, how) {
        if (how.purpose === 'control') connections++;
        return network.connect(to, how);
      },
    };
  };

  const gate = openGate(laneFor('gate', 'gate'), target, options);

  async function greeted(
    lane: string,
    experiment: string,
    { tls, port }: Called,
    how: ProbeOptions,
  ): Promise<Session | null> {
    const peer = await gate.peer;
    if (peer === null) return null;
    if (connections >= mostConnections(options)) {
      full = true;
      return null;
    }
    return knock(laneFor(lane, experiment), { ...peer, port }, { ...target, tls }, how);
  }

  async function open(lane: string, experiment: string, called: Called): Promise<Session | null> {
    const { tls } = called;
    // Where the user asked for no TLS, a certificate that is not trusted is still better than the clear it replaces.
    const how = tls === target.tls ? options : { ...options, tlsInsecure: true };
    const session = await greeted(lane, experiment, called, how);
    if (session === null) return null;
    // One lane logs in alone while the others wait: a wrong password is tried once.
    if ((await gate.admitted) && (await login(session, { ...target, tls }, how))) return session;
    session.end();
    return null;
  }

  const toFarEnd = caller(options, mostFarConnections);

  async function run(experiment: Experiment, known: Observations, round: string): Promise<Run> {
    let asked = 0;
    const sessions: Session[] = [];
    const keep = (session: Session | null): Session | null => {
      if (session !== null) sessions.push(session);
      return session;
    };
    const laneOf = (name: string): string => [experiment.id, name, round].filter((part) => part !== '').join('/');
    const bench: Bench = {
      farEnd:
        reflector === null
          ? null
          : {
              target: reflector,
              async call(name, tls, port) {
                asked++;
                return keep(await toFarEnd(recorder.lane(laneOf(name), experiment.id), { ...reflector, tls, port }));
              },
            },
      target,
      // Where sessions had to wait for each other, an experiment opens its own one after another too.
      options: { ...options, serial: crowded },
      known,
      async open(name = '', tls = target.tls, port = target.port) {
        asked++;
        return keep(await open(laneOf(name), experiment.id, { tls, port }));
      },
      async greet(name, port = target.port) {
        asked++;
        return keep(await greeted(laneOf(name), experiment.id, { tls: target.tls, port }, options));
      },
    };
    try {
      await experiment.run(bench);
    } catch (error) {
      // A fault of ours in one experiment must not take the others' evidence with it.
      if (error instanceof Error && error.name === 'TranscriptMismatch') throw error;
      return { experiment: experiment.id, status: 'crashed', detail: String(error) };
    } finally {
      for (const session of sessions) session.end();
    }
    if (asked > 0 && sessions.length === 0) {
      if (full) {
        const detail = `the limit of ${mostConnections(options)} control connections is reached`;
        return { experiment: experiment.id, status: 'skipped', detail };
      }
      return { experiment: experiment.id, status: 'not-admitted', detail: 'the server gave it no control connection' };
    }
    return { experiment: experiment.id, status: 'ran', detail: '' };
  }

  /** Answers with what is known after it. */
  async function runAll(chosen: readonly Experiment[], known: Observations): Promise<Observations> {
    if (chosen.length === 0) return known;
    const first = crowded ? [] : await Promise.all(chosen.map((experiment) => run(experiment, known, '')));
    await gate.done;
    const sideBySide = observe({ ...transcript(), runs: [...runs, ...first] });
    const again = crowded
      ? chosen
      : chosen.filter(({ id }, index) => first[index]?.status === 'not-admitted' || hindered(sideBySide, id));
    runs.push(...first.filter((_, index) => chosen[index] !== undefined && !again.includes(chosen[index])));
    const loggedIn = await gate.admitted;
    for (const experiment of again) {
      if (!loggedIn || hooks.signal?.aborted === true) {
        runs.push({ experiment: experiment.id, status: 'skipped', detail: loggedIn ? 'cut short' : 'no login' });
        continue;
      }
      if (!crowded) await clock.pause(retryPauseMs);
      runs.push(await run(experiment, known, crowded ? '' : 'again'));
    }
    if (again.length === 0) return sideBySide;
    crowded = true;
    return observe(transcript());
  }

  const modes = wantedModes(await gate.peer, options);
  const listings = experiments.filter(({ lists }) => lists !== null && modes.includes(lists));
  if (crowded) await gate.done;
  const besides = experiments.filter((one) => one.beside === true && one.wanted(observe(transcript()), options));
  const runBesides = (): Promise<Run[]> =>
    Promise.all(besides.map((experiment) => run(experiment, observe(transcript()), '')));
  const beside = options.serial ? null : runBesides();
  let known = await runAll(listings, observe(transcript()));
  const followUps = experiments.filter((one) => one.lists === null && one.beside !== true);
  const tried = new Set<string>();
  while ((await gate.admitted) && hooks.signal?.aborted !== true) {
    // By the events, not by the clock: a replay has to choose the same.
    const last = recorder.events.findLast(({ experiment }) => !besides.some(({ id }) => id === experiment));
    const elapsedMs = last?.finishedMs ?? 0;
    const round = nextRound(followUps, known, options, { tried, elapsedMs, connections, serial: crowded });
    if (round.length === 0) break;
    hooks.onRound?.(round);
    for (const { experiment } of round) tried.add(experiment.id);
    known = await runAll(
      round.map(({ experiment }) => experiment),
      known,
    );
  }
  if (hooks.signal?.aborted !== true || beside !== null) runs.push(...(await (beside ?? runBesides())));
  return transcript();
}

/**
 * A listing that the server turned down for the moment (4xx) while others ran beside it may have met only our own
 * crowd, such as a passive range of one port: tried again alone, it tells.
 */
function hindered({ attempts }: Observations, id: string): boolean {
  const code = attempts.find(({ experiment }) => experiment === id)?.setup?.reply?.code ?? 0;
  return code >= 400 && code < 500;
}

/** PASV and PORT carry an IPv4 address; on an IPv6 control connection only the extended forms can work (RFC 2428). */
function wantedModes(peer: Endpoint | null, options: ProbeOptions): readonly Mode[] {
  const overIpv6 = peer?.host.includes(':') === true;
  if (options.modes === null) return overIpv6 ? ['EPSV', 'EPRT'] : ['PASV', 'EPSV', 'PORT', 'EPRT'];
  return overIpv6 ? options.modes.filter((mode) => mode !== 'PORT') : options.modes;
}

/** What must be cut wherever it is echoed. The anonymous password is a courtesy, not a secret. */
function secretOf(target: Target): string {
  const anonymous = target.user === 'anonymous' || target.user === 'ftp';
  return anonymous || target.password === target.user ? '' : target.password;
}
