import type { TwoEnds } from '../model/report.js';
import type { ComparedLine, Reflection, TwoSided } from '../model/two-ends.js';

function lineOf({ sent, arrived, change }: ComparedLine): TwoEnds['comparisons'][number]['command'] & object {
  return { sent, arrived, change };
}

function comparisonOf(one: TwoSided): TwoEnds['comparisons'][number] {
  const { controlPort, tls, mode, command, reply, others, data, attempt, payload, events } = one;
  return {
    controlPort,
    tls,
    mode,
    command: command === null ? null : lineOf(command),
    reply: reply === null ? null : lineOf(reply),
    others: others.map((line) => ({ who: line.who, ...lineOf(line) })),
    data: data === null ? null : { ...data, tookMs: Math.round(data.tookMs) },
    reached: attempt?.reached ?? 'nothing',
    used: attempt?.used ?? null,
    caller: attempt?.caller ?? null,
    payload: payload === null ? null : payload.sent === payload.received ? 'same' : 'changed',
    events: [...new Set([...(command?.events ?? []), ...(reply?.events ?? []), ...events])],
  };
}

/** The comparison of both ends as the report gives it. */
export function twoEndsOf(reflection: Reflection): TwoEnds {
  const { host, port, hello, problem, sessions, refusals, unannounced, rests, open } = reflection;
  return {
    host,
    port,
    version: hello?.reflector ?? null,
    problem,
    seenAs: hello?.peer.host ?? null,
    comparisons: sessions.map(comparisonOf),
    refusals: refusals.map(({ controlPort, tls, mode, why }) => ({ controlPort, tls, mode, why })),
    unannouncedCall:
      unannounced === null
        ? null
        : {
            where: unannounced.far.where,
            outcome: unannounced.far.outcome,
            came: unannounced.came,
            tookMs: Math.round(unannounced.far.tookMs),
          },
    ...(rests.length === 0
      ? {}
      : {
          rests: rests.map(({ kept, restedMs, outcome, arrived, answered, ended }) => ({
            ...{ kept, restedMs: Math.round(restedMs), outcome, arrived, answered, ended },
          })),
        }),
    openPorts: open.map((one) => ({ port: one.port, open: one.open, failure: one.failure?.kind ?? null })),
    others: hello === null ? null : { reachedBy: hello.reachedBy, called: hello.called },
  };
}
