import { behindRouter, ftp, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-pyftpdlib',
  title: 'A client behind NAT without ALG, and a server that quotes what it got',
  story:
    'pyftpdlib refuses the PORT command and quotes the address it arrived with, byte for byte: proof that nothing on the way translated it.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'proven' } },
  build: () => world({ ...behindRouter(), services: { 21: ftp({ personality: pyftpdlib }) } }),
});
