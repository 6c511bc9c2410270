import type { Report } from '../../../src/model/report.js';
import { script } from '../wire-script.js';
import { report } from './base.js';

export const unresolved: Report = ((): Report => {
  const lane = script('gate', 1, 0);
  const seq = lane.failed('resolve', 'ftp.example.invalid', 'not-found', 'ENOTFOUND', { socket: 0, took: 31 });
  return report({
    target: { host: 'ftp.example.invalid', port: 21, tls: 'off', user: 'anonymous', path: '' },
    durationMs: 32,
    verdict: 'inconclusive',
    headline: 'The name ftp.example.invalid does not resolve.',
    control: {
      addresses: [],
      local: null,
      remote: null,
      rttMs: null,
      banner: null,
      bannerDelayMs: null,
      server: null,
      system: null,
      features: null,
      tls: null,
      ccc: null,
      seenAs: null,
      serverInside: [],
    },
    findings: [
      {
        id: 'name-not-resolved',
        kind: 'cause',
        party: 'client',
        confidence: 'proven',
        affects: [],
        title: 'A name that does not resolve',
        summary: 'The name ftp.example.invalid does not resolve.',
        for: [{ text: 'The resolver knows no such name.', events: [seq] }],
        against: [],
        notTested: [],
        remedies: [{ for: 'client user', text: 'Check the spelling, or give the address.' }],
      },
    ],
    transcript: lane.events,
  });
})();
