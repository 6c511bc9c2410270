import type { Report } from '../../../src/model/report.js';
import { report, passive, active, ran, loggedIn, cleartext } from './base.js';

export const healthy: Report = report({
  control: {
    ...report({}).control,
    local: { host: '203.0.113.20', port: 40112, scope: 'documentation', scopeSource: 'RFC 5737' },
  },
  attempts: [
    passive('PASV', 50015),
    passive('EPSV', 50083, { durationMs: 58.9 }),
    active('PORT', 41001, {
      advertised: { host: '203.0.113.20', port: 41001, scope: 'documentation', scopeSource: 'RFC 5737' },
      used: { host: '203.0.113.20', port: 41001 },
    }),
    active('EPRT', 41002, {
      advertised: { host: '203.0.113.20', port: 41002, scope: 'documentation', scopeSource: 'RFC 5737' },
      used: { host: '203.0.113.20', port: 41002 },
      entries: 1,
      bytes: 1,
    }),
  ],
  assertions: [{ name: 'require PASV', passed: true, detail: 'PASV listed 12 entries' }],
  findings: [cleartext],
  ruledOut: [{ id: 'passive-range-closed', because: 'both passive listings arrived' }],
  advice: { modes: ['EPSV', 'PASV', 'EPRT', 'PORT'], nextExperiment: null, clients: [] },
  experiments: ran,
  transcript: loggedIn().events,
});
