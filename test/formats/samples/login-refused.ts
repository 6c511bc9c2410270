import type { Report } from '../../../src/model/report.js';
import { report, ran, gate } from './base.js';

export const loginRefused: Report = ((): Report => {
  const lane = gate();
  const pass = lane.asked('PASS ****', '530 Login incorrect.', { took: 2012 });
  return report({
    durationMs: 2063,
    verdict: 'broken',
    headline: 'The server refused the login of anonymous: 530 Login incorrect.',
    findings: [
      {
        id: 'login-refused',
        kind: 'cause',
        party: 'server',
        confidence: 'proven',
        affects: [],
        title: 'A refused login',
        summary: 'The server refused the login of anonymous: 530 Login incorrect.',
        for: [{ text: 'PASS was answered with 530.', events: pass }],
        against: [],
        notTested: [],
        remedies: [{ for: 'client user', text: 'Give a user and a password: --user, --password-file.' }],
      },
    ],
    experiments: [
      { experiment: 'gate', status: 'not-admitted', detail: 'login refused' },
      ...ran.slice(1).map(({ experiment }) => ({ experiment, status: 'skipped' as const, detail: 'no login' })),
    ],
    transcript: lane.events,
  });
})();
