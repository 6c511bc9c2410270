import { ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pure-ftpd-healthy',
  title: 'Pure-FTPd with nothing in between',
  story:
    'The plain network with Pure-FTPd: a banner of four lines, a 227 without the full stop, a 229 with words of its own. Every mode lists.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ personality: pureFtpd }) } }),
});
