import type { Report } from '../../src/model/report.js';

type Event = Report['transcript'][number];
type FailureKind = Extract<Event['outcome'], { ok: false }>['failure']['kind'];

/** Writes down a lane's events one after the other, so that a sample report reads like the session it tells of. */
export interface Script {
  readonly events: Event[];
  /** A call that succeeded; returns its number. */
  did(operation: string, input: string, value: string, options?: Options): number;
  /** A call that failed; returns its number. */
  failed(operation: string, input: string, kind: FailureKind, detail: string, options?: Options): number;
  /** A command and its reply; returns both numbers. */
  asked(command: string, reply: string, options?: Options): number[];
}

interface Options {
  readonly socket?: number;
  readonly data?: boolean;
  /** Milliseconds it took. */
  readonly took?: number;
}

/** A script for one lane, numbered on from `first` and beginning at `at` milliseconds. */
export function script(lane: string, first: number, at: number): Script {
  const events: Event[] = [];
  let clock = at;
  const add = (operation: string, input: string, outcome: Event['outcome'], options: Options): number => {
    const seq = first + events.length;
    const purpose = operation === 'resolve' ? null : options.data === true ? 'data' : 'control';
    const startedMs = clock;
    clock = Math.round((clock + (options.took ?? 1)) * 1000) / 1000;
    const socket = options.socket ?? (options.data === true ? 2 : 1);
    events.push({
      seq,
      lane,
      experiment: lane,
      socket,
      purpose,
      operation,
      input,
      outcome,
      startedMs,
      finishedMs: clock,
    });
    return seq;
  };
  const self: Script = {
    events,
    did: (operation, input, value, options = {}) => add(operation, input, { ok: true, value }, options),
    failed: (operation, input, kind, detail, options = {}) =>
      add(operation, input, { ok: false, failure: { kind, detail } }, options),
    asked: (command, reply, options = {}) => [
      self.did('write', `${command}\r\n`, '', { ...options, took: 0.2 }),
      self.did('read', '', `${reply}\r\n`, { took: 12, ...options }),
    ],
  };
  return self;
}
