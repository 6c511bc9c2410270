import type { Report } from '../model/report.js';
import { explain } from '../report/build.js';
import { blankTranscript } from './blank.js';

/** The report where no FTP session was read: nothing is known, and nothing is invented. */
export function emptyReport(): Report {
  const report = explain(blankTranscript(), []);
  return { ...report, verdict: 'inconclusive', headline: 'No FTP session was found in what was read.' };
}
