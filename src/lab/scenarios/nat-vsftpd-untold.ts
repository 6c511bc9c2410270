import { behindRouter, ftp, target, world } from '../parts.js';
import { vsftpd } from '../personalities/vsftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-vsftpd-untold',
  title: 'A client behind NAT without ALG, and a server that keeps to itself whom it sees',
  story:
    'vsftpd refuses the private address in PORT; its administrator has denied STAT, so nothing shows what arrived. An ALG on an inner NAT may have put in a wrong address.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'likely' } },
  build: () =>
    world({
      ...behindRouter(),
      services: { 21: ftp({ personality: { ...vsftpd, status: () => ['550 Permission denied.'] } }) },
    }),
});
