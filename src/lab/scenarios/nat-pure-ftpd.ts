import { behindRouter, ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-pure-ftpd',
  title: 'A client behind NAT without ALG, and a server that names both addresses',
  story: 'Pure-FTPd refuses the PORT command with the address it received and the only one it would connect to.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'client-nat-without-alg',
    sure: { 'client-nat-without-alg': 'proven' },
    notes: ['private-address-leaked'],
  },
  build: () => world({ ...behindRouter(), services: { 21: ftp({ personality: pureFtpd }) } }),
});
