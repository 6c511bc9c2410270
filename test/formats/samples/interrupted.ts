import type { Report } from '../../../src/model/report.js';
import { report, passive, loggedIn } from './base.js';

export const interrupted: Report = ((): Report => {
  const lane = loggedIn();
  return report({
    durationMs: 1204,
    verdict: 'inconclusive',
    headline: 'Interrupted before the check was over; until then EPSV listed the directory.',
    cutShort: 'interrupted',
    attempts: [passive('EPSV', 50083)],
    advice: { modes: ['EPSV'], nextExperiment: null, clients: [] },
    experiments: [
      { experiment: 'passive-epsv', status: 'ran', detail: '' },
      { experiment: 'passive-pasv', status: 'skipped', detail: 'interrupted' },
    ],
    transcript: lane.events,
  });
})();
