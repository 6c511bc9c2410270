import { ftp, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'proftpd-healthy',
  title: 'ProFTPD with nothing in between',
  story:
    'The plain network with ProFTPD, which names its own address in the banner and the client it sees in STAT. The same address on both sides is no sign of NAT.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ personality: proftpd }) } }),
});
