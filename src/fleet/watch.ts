import { safeJson, sanitise } from '../formats/sanitise.js';
import type { Report, Verdict } from '../model/report.js';
import { formatEndpoint } from '../protocol/address.js';
import type { Change } from './hook.js';
import type { FleetItem } from './item.js';

/** Remembers verdicts and says which results are changes. */
export interface Watcher {
  /** The change that a result is; `null` where the verdict stays, or the check was interrupted. */
  see(item: FleetItem, report: Report): Change | null;
  /** The last verdict of each target that has one. */
  verdicts(): Verdict[];
}

/** A watcher that has seen nothing yet: the first result of a target is a change from unknown. */
export function createWatcher(): Watcher {
  const last = new Map<FleetItem, Verdict>();
  return {
    see(item, report) {
      if (report.cutShort === 'interrupted') return null;
      const from = last.get(item) ?? 'unknown';
      last.set(item, report.verdict);
      return from === report.verdict ? null : { from, report };
    },
    verdicts: () => [...last.values()],
  };
}

/** A change as a line for people, with the time at which the check began. */
export function changeLine({ from, report }: Change): string {
  const name = sanitise(formatEndpoint(report.target), 100);
  const at = report.startedAt.replace(/\.\d+Z$/, 'Z');
  return `${at} ${name} ${from} -> ${report.verdict}: ${sanitise(report.headline, 400)}\n`;
}

/** A change as a line of JSON; the report itself is what the hook and the history get. */
export function changeJson({ from, report }: Change): string {
  const { target, startedAt, verdict, headline, findings } = report;
  const ids = findings.map(({ id }) => id);
  return `${safeJson({ at: startedAt, target, from, to: verdict, headline, findings: ids })}\n`;
}

/** A result as a line of the history. The transcript, which is nearly all of it, is kept where the verdict changed. */
export function historyLine(report: Report, changed: boolean): string {
  return `${safeJson(changed ? report : { ...report, transcript: [] })}\n`;
}
