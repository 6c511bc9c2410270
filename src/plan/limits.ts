import type { Cost } from '../experiments/experiment.js';
import type { ProbeOptions } from '../model/target.js';

/** However the plan grows, one check never opens more control connections than this. */
const connectionsOf = { quick: 12, auto: 40, deep: 40 } as const;
/** In `auto` no follow-up begins that could end later than this after the start, with the usual longest wait of 8 s. */
const usual = { mostMs: 60_000, timeoutMs: 8000 };

/** How far a check has come. */
export interface Progress {
  /** The follow-ups that have been chosen so far, by their ids. */
  readonly tried: ReadonlySet<string>;
  readonly elapsedMs: number;
  /** Control connections so far. */
  readonly connections: number;
  /** Whether sessions have to wait for each other. */
  readonly serial: boolean;
}

/** How many control connections a check may open. */
export function mostConnections({ depth }: Pick<ProbeOptions, 'depth'>): number {
  return connectionsOf[depth];
}

/**
 * The time by which the last round of `auto` is over: a minute, more where the user is more patient than usual, and twice
 * as long where sessions have to wait for each other.
 */
export function mostMs({ timeoutMs }: Pick<ProbeOptions, 'timeoutMs'>, serial: boolean): number {
  return usual.mostMs * Math.max(1, timeoutMs / usual.timeoutMs) * (serial ? 2 : 1);
}

/** What is left of both limits. */
export interface Room {
  readonly connections: number;
  readonly ms: number;
}

/** The room that a check has left in `auto`. */
export function roomOf(options: ProbeOptions, { elapsedMs, connections, serial }: Progress): Room {
  return { connections: mostConnections(options) - connections, ms: mostMs(options, serial) - elapsedMs };
}

/** The longest that an experiment may take. */
export function timeOf(cost: Cost, { timeoutMs }: ProbeOptions, serial: boolean): number {
  const { waits, seconds } = serial ? (cost.inTurn ?? cost) : cost;
  return waits * timeoutMs + seconds * 1000;
}
