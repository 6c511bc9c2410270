import type { Observations } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { Evidence } from '../model/rule.js';
import { list, milliseconds } from './facts.js';
import { evidence } from './rule.js';

/** Linux sends the second SYN of a connection a second after the first (RFC 6298 section 2). */
const secondSynMs = { from: 950, to: 1700 };

/** Whether a refusal that took so long was met by the second SYN; the round trip to the server is taken off. */
export function atSecondSyn({ control }: Observations, tookMs: number): boolean {
  const took = tookMs - (control.rttMs ?? 0);
  return took >= secondSynMs.from && took <= secondSynMs.to;
}

/** How the callbacks to a closed and to an open port of ours ended, where the server told. */
export interface CallbackTimes {
  readonly closed: readonly CommandProbe[];
  readonly open: readonly CommandProbe[];
}

/** The refusals that were timed; those of a callback only, not of PORT itself. */
export function callbackTimes({ probes }: Observations): CallbackTimes {
  const refused = probes.filter(
    ({ experiment, sent, replies }) =>
      experiment === 'callback-timing' && sent === 'LIST' && (replies.at(-1)?.code ?? 0) >= 400,
  );
  return {
    closed: refused.filter(({ connection }) => connection.startsWith('closed')),
    open: refused.filter(({ connection }) => connection.startsWith('open')),
  };
}

/** The times as a sentence of evidence; none where they were not taken. */
export function timesEvidence(o: Observations): Evidence[] {
  const { closed, open } = callbackTimes(o);
  const words = (probes: readonly CommandProbe[]): string => list(probes.map(({ tookMs }) => milliseconds(tookMs)));
  if (open.length === 0) return [];
  const control = closed.length === 0 ? '' : `; to a port on which nobody listens after ${words(closed)}`;
  return [
    evidence(
      `Called again on fresh connections, the server was refused after ${words(open)}${control}.`,
      [...open, ...closed].flatMap(({ events }) => events),
    ),
  ];
}
