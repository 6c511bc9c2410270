import type { Report } from '../../../src/model/report.js';
import { script } from '../wire-script.js';
import { report, attempt, nothing, passive, ran, loggedIn, cleartext } from './base.js';

export const unexplained: Report = ((): Report => {
  const first = loggedIn();
  const second = script('passive-pasv', first.events.length + 1, 92);
  const sent = second.did('write', 'PASV\r\n', '', { took: 0.2 });
  const silent = second.failed('read', '', 'timed-out', 'nothing came within 8000 ms', { took: 8000 });
  const headline = 'PASV failed, and no rule explains it: nothing came within 8000 ms.';
  return report({
    durationMs: 8120,
    verdict: 'degraded',
    headline,
    attempts: [
      attempt({
        experiment: 'passive-pasv',
        mode: 'PASV',
        reached: 'nothing',
        failure: { kind: 'timed-out', during: 'negotiate', detail: 'nothing came within 8000 ms', reply: null },
        durationMs: 8000.2,
        ...nothing,
        events: [sent, silent],
      }),
      passive('EPSV', 50000),
    ],
    findings: [
      {
        id: 'unexplained-failure',
        kind: 'note',
        party: 'undetermined',
        confidence: 'proven',
        affects: ['PASV'],
        title: 'A failure that no rule explains',
        summary: headline,
        for: [{ text: 'PASV reached nothing.', events: [sent, silent] }],
        against: [],
        notTested: [],
        remedies: [],
      },
      cleartext,
    ],
    advice: { modes: ['EPSV'], nextExperiment: null, clients: [] },
    experiments: ran.slice(0, 3),
    transcript: [...first.events, ...second.events],
  });
})();
