import { isCutShort } from '../../model/network.js';
import type { Observations } from '../../model/observations.js';
import type { Evidence, Judgement, Party } from '../../model/rule.js';
import type { Mode } from '../../model/target.js';
import type { ComparedLine, FarData, Reflection, TwoSided } from '../../model/two-ends.js';
import { formatEndpoint, isInternal, sameAddress } from '../../protocol/address.js';
import { failedListings, milliseconds } from '../facts.js';
import { evidence } from '../rule.js';

/** What the far end proves about one cause; `null` where it says nothing about it, and one end has to judge alone. */
export type Proof = (r: Reflection, o: Observations) => Judgement | null;

/** Whether the target is the reflector itself, so that nothing else was asked about. */
export function isAlone({ host, port }: Reflection, { target }: Observations): boolean {
  return target.host === host && target.port === port;
}

/**
 * The modes in which a fault of the path to the reflector matters: all where nothing else was asked about, else those that
 * failed with the target as well.
 */
export function touched(r: Reflection, o: Observations, sessions: readonly TwoSided[]): Mode[] {
  const modes = [...new Set(sessions.map(({ mode }) => mode))];
  if (isAlone(r, o)) return modes;
  const failed = failedListings(o, modes).map(({ mode }) => mode);
  return modes.filter((mode) => failed.includes(mode));
}

/** Whether a translator stands between the client and the reflector. */
export function translated({ local, seen }: TwoSided): boolean {
  return !sameAddress(local.host, seen.host);
}

/** The translator that hides a private address stands on the client's side; of any other box only its being there is proven. */
export function boxOf(session: TwoSided | undefined): Party {
  return session !== undefined && translated(session) && isInternal(session.local.host) ? 'client-nat' : 'path';
}

/** How the session came in, in words. */
export function over({ controlPort, tls }: TwoSided): string {
  const how = { off: '', explicit: ' under TLS', implicit: ' under implicit TLS' }[tls];
  return `port ${controlPort}${how}`;
}

/** Both texts of a line, in one sentence. */
export function bothTexts(session: TwoSided, line: ComparedLine): Evidence {
  const [here, there] = ['This client', 'the reflector'];
  const [sender, receiver] = line.who === 'client' ? [here, there] : ['The reflector', 'this client'];
  const got =
    line.arrived === null
      ? 'never received it'
      : line.change === 'none'
        ? 'received just that'
        : `received "${line.arrived}"`;
  return evidence(`Over ${over(session)}: ${sender} sent "${line.sent}", ${receiver} ${got}.`, line.events);
}

/** How the far end saw its call or its wait end. */
export function farOutcome({ way, where, outcome, detail, tookMs }: FarData): string {
  const what =
    way === 'out' ? `The reflector called ${formatEndpoint(where)}` : `The reflector waited on port ${where.port}`;
  const how =
    outcome === 'opened'
      ? 'the connection opened'
      : outcome === 'reset'
        ? 'the connection opened and was reset at once'
        : outcome === 'timed-out' && way === 'out'
          ? `nothing came back for ${milliseconds(tookMs)}`
          : outcome === 'unknown' && detail === 'given up'
            ? 'nobody came'
            : `${outcome} ${tookMs < 1 ? 'at once' : `after ${milliseconds(tookMs)}`}${detail === '' ? '' : ` (${detail})`}`;
  return `${what}: ${how}.`;
}

/** The same as evidence. */
export function farEvidence(session: TwoSided): Evidence[] {
  return session.data === null ? [] : [evidence(`Over ${over(session)}: ${farOutcome(session.data)}`, session.events)];
}

/** Whether a data connection came about and carried everything. */
export function went({ attempt }: TwoSided): boolean {
  return attempt?.reached === 'completed';
}

/**
 * Whether an answer was waited for in vain on a connection that stood: what is missing from a connection that broke, or
 * from a check that was cut short, was lost with it and swallowed by nobody.
 */
export function waitedInVain({ attempt }: TwoSided): boolean {
  const failure = attempt?.setup?.failure ?? null;
  return failure?.kind === 'timed-out' && !isCutShort(failure);
}
