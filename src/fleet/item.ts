import type { Report } from '../model/report.js';
import type { Assertions, ProbeOptions, Target } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';

/** One target of a sweep with everything that its check needs. */
export interface FleetItem {
  /** Where it was named: `file:line:column`, or its text on the command line. */
  readonly place: string;
  readonly target: Target;
  readonly options: ProbeOptions;
  readonly assertions: Assertions;
  /** Longest time for its check in milliseconds, `null` for none. It begins when the check does. */
  readonly deadlineMs: number | null;
}

type Named = Pick<Report['target'], 'host' | 'port' | 'tls' | 'user' | 'path'>;

/** The host and port that a target shares with others of the same server. Names are compared as they are written. */
export function serverOf({ host, port }: Pick<Named, 'host' | 'port'>): string {
  return formatEndpoint({ host: host.toLowerCase(), port });
}

/** What makes two results ones of the same target, in different files and at different times. */
export function keyOf(target: Named): string {
  return JSON.stringify([serverOf(target), target.tls, target.user, target.path]);
}
