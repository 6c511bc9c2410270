import type { Failure } from './network.js';
import type { TargetFacts } from './target.js';

/** The calls of the door, as they stand in a transcript. */
export type Operation =
  | 'resolve'
  | 'local-networks'
  | 'connect'
  | 'listen'
  | 'accept'
  | 'secure'
  | 'write'
  | 'read'
  | 'send-queue'
  | 'keep-alive'
  | 'pause'
  | 'close';

/**
 * One call through the door and how it ended.
 *
 * `input` and `value` are text in a form that depends on the operation:
 * `connect` input `10.0.0.9:50000` or `[2001:db8::1]:21`, value `<local> <remote>`; `listen` input `host` or
 * `host lo-hi`, value the endpoint; `accept` value `<local> <remote>`; `write` input the text sent; `read` value the
 * text received on a control connection and `<n> bytes, <m> lines` on a data connection; the rest as JSON.
 */
export interface WireEvent {
  /** 1, 2, 3 ... in the order in which the calls ended. */
  readonly seq: number;
  /** The control connection this belongs to, e.g. `gate` or `passive-pasv`. Events are ordered within a lane. */
  readonly lane: string;
  readonly experiment: string;
  /** Number of the socket within its lane; 0 where there is none. */
  readonly socket: number;
  readonly purpose: 'control' | 'data' | null;
  readonly operation: Operation;
  readonly input: string;
  readonly outcome: { readonly ok: true; readonly value: string } | { readonly ok: false; readonly failure: Failure };
  /** Milliseconds since the start of the run. */
  readonly startedMs: number;
  readonly finishedMs: number;
}

/**
 * How far an experiment came.
 *
 * - `ran`: its events can be judged, whatever they show.
 * - `not-admitted`: the server gave it no usable control connection (421, refused, login refused).
 * - `skipped`: it was not started; `detail` says why.
 * - `crashed`: a fault of ours; the others went on.
 */
export interface Run {
  readonly experiment: string;
  readonly status: 'ran' | 'not-admitted' | 'skipped' | 'crashed';
  readonly detail: string;
}

/** Where a transcript comes from that was made of a log or a capture. */
export interface Origin {
  /** Who wrote it: what stands in it is what passed there, and may be changed further on. */
  readonly side: 'client' | 'server' | 'path';
  /** The server's product, where only that writes such logs. */
  readonly product: string | null;
}

/** Everything the judging half needs, and nothing it must not see: a password never gets here. */
export interface Transcript {
  readonly schema: 'ftpdoctor.transcript/1';
  readonly tool: string;
  readonly startedAt: string;
  readonly durationMs: number;
  /** Why the run ended before its plan did, `null` when it did not. */
  readonly cutShort: 'deadline' | 'interrupted' | null;
  readonly target: TargetFacts;
  /** Absent in what this program recorded itself, at the client. */
  readonly origin?: Origin;
  readonly runs: readonly Run[];
  readonly events: readonly WireEvent[];
}
