import { behindRouter, ftp, target, world } from '../parts.js';
import { filezilla } from '../personalities/filezilla.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-filezilla',
  title: 'A client behind NAT without ALG, and a server that believes any address',
  story:
    'FileZilla Server accepts the private address in PORT and calls it. That call never arrives anywhere, and 200 to PORT proves nothing.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'likely' } },
  build: () => world({ ...behindRouter(), services: { 21: ftp({ personality: filezilla }) } }),
});
