import type { Report } from '../model/report.js';
import { explain } from '../report/build.js';
import { version } from '../version.js';

/** The report where no FTP session was read: nothing is known, and nothing is invented. */
export function emptyReport(): Report {
  const report = explain(
    {
      schema: 'ftpdoctor.transcript/1',
      tool: version,
      startedAt: new Date().toISOString(),
      durationMs: 0,
      cutShort: null,
      target: {
        host: 'unknown',
        port: 21,
        tls: 'off',
        user: 'unknown',
        path: '',
        modes: null,
        depth: 'quick',
        timeoutMs: 0,
        advertised: 'skip',
        activeAddress: null,
        activePorts: null,
        assertions: { require: [], expectAddress: null, expectRange: null, expectTls: null },
      },
      runs: [],
      events: [],
    },
    [],
  );
  return { ...report, verdict: 'inconclusive', headline: 'No FTP session was found in what was read.' };
}
