import type { Endpoint, Network } from '../model/network.js';
import type { Target } from '../model/target.js';
import type { WireEvent } from '../model/transcript.js';
import { createRecorder, type Recorder } from '../network/record.js';
import type { Session } from '../session/session.js';
import { parseSize } from '../protocol/size.js';
import { agree, type Arrived, enter, introduce, locate, send, store } from './conversation.js';
import {
  ends,
  type EndTarget,
  type End,
  type FxpOptions,
  isDirectoryPath,
  otherEnd,
  passiveEnds,
  sourceFile,
  storedFile,
} from './end.js';

/** Everything that was tried between two servers; no secret gets here. */
export interface FxpTranscript {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly cutShort: 'deadline' | 'interrupted' | null;
  readonly targets: Readonly<Record<End, EndTarget>>;
  readonly allowWrite: boolean;
  readonly fileName: string;
  /** Lanes are `from/...` and `to/...`; the experiment is the part behind the slash. */
  readonly events: readonly WireEvent[];
}

/** Where the run happens. */
export interface FxpSurroundings {
  readonly network: Network;
  /** For removing what was stored, also after `signal` has ended every call of the other one. */
  readonly farewell: Network;
  readonly signal: AbortSignal;
  readonly startedAt: string;
  /** Called for each event as it ends. */
  readonly onEvent?: (event: WireEvent) => void;
}

function withoutSecret({ host, port, tls, user, path }: Target): EndTarget {
  return { host, port, tls, user, path };
}

/**
 * Asks two servers whether one would send to the other: PASV at one and PORT at the other, then the reverse, each on
 * control connections of its own. Only with `allowWrite` is a file sent; whatever was stored is removed at the end.
 */
export async function runFxp(
  targets: Readonly<Record<End, Target>>,
  options: FxpOptions,
  { network, farewell, signal, startedAt, onEvent }: FxpSurroundings,
): Promise<FxpTranscript> {
  const source = (lane: string): Network => (lane.endsWith('/cleanup') ? farewell : network);
  const recorders: Readonly<Record<End, Recorder>> = {
    from: createRecorder(source, network, [targets.from.password], onEvent),
    to: createRecorder(source, network, [targets.to.password], onEvent),
  };
  const peers: Partial<Record<End, Endpoint>> = {};
  const stored: { end: End; file: string }[] = [];

  async function open(end: End, step: string): Promise<Session | null> {
    const peer = peers[end];
    if (peer === undefined) return null;
    return enter(recorders[end].lane(`${end}/${step}`, step), peer, targets[end], options);
  }

  async function meet(end: End): Promise<boolean> {
    const lane = recorders[end].lane(`${end}/gate`, 'gate');
    const peer = await locate(lane, targets[end], options);
    if (peer === null) return false;
    peers[end] = peer;
    const session = await enter(lane, peer, targets[end], options);
    if (session === null) return false;
    await introduce(session);
    session.end();
    return true;
  }

  async function upload(): Promise<boolean> {
    if (!options.allowWrite) return false;
    if (!isDirectoryPath(targets.from.path)) return true;
    const session = await open('from', 'upload');
    if (session === null) return false;
    const file = sourceFile(targets.from.path, options.fileName);
    stored.push({ end: 'from', file });
    const done = await store(session, file, options);
    session.end();
    return done;
  }

  /** Tells the size of a file at `to`, where one was named that may be large. */
  function watch(step: string, file: string): { readonly arrived: Arrived; end(): void } {
    let opening: Promise<Session | null> | null = null;
    return {
      async arrived() {
        if (isDirectoryPath(targets.from.path)) return null;
        opening ??= open('to', `${step}-watch`);
        const told = await (await opening)?.command(`SIZE ${file}`);
        return told?.ok === true ? parseSize(told.value) : null;
      },
      end: () => void opening?.then((session) => session?.end()),
    };
  }

  async function attempt(passive: End, withFile: boolean): Promise<void> {
    const step = `${passive}-passive`;
    const [from, to] = await Promise.all(ends.map((end) => open(end, step)));
    if (from != null && to != null) {
      const sessions = { from, to };
      const agreed = await agree(sessions[passive], sessions[otherEnd(passive)]);
      if (agreed && withFile) {
        const file = storedFile(targets.to.path, options.fileName, passive);
        stored.push({ end: 'to', file });
        const watched = watch(step, file);
        await send(
          { session: from, file: sourceFile(targets.from.path, options.fileName) },
          { session: to, file },
          passive === 'to' ? 'sink' : 'source',
          watched.arrived,
        );
        watched.end();
      }
    }
    from?.end();
    to?.end();
  }

  async function cleanUp(end: End): Promise<void> {
    const files = stored.filter((one) => one.end === end);
    const session = files.length === 0 ? null : await open(end, 'cleanup');
    if (session === null) return;
    for (const { file } of files) await session.command(`DELE ${file}`);
    session.end();
  }

  const met = await Promise.all(ends.map(meet));
  if (met.every(Boolean)) {
    const withFile = await upload();
    for (const passive of passiveEnds) if (!signal.aborted) await attempt(passive, withFile);
    await Promise.all(ends.map(cleanUp));
  }
  const events = ends
    .flatMap((end) => recorders[end].events)
    .sort((a, b) => a.finishedMs - b.finishedMs)
    .map((event, at) => ({ ...event, seq: at + 1 }));
  return {
    startedAt,
    durationMs: recorders.from.elapsedMs(),
    cutShort: signal.aborted ? (signal.reason === 'deadline' ? 'deadline' : 'interrupted') : null,
    targets: { from: withoutSecret(targets.from), to: withoutSecret(targets.to) },
    allowWrite: options.allowWrite,
    fileName: options.fileName,
    events,
  };
}
