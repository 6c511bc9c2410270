import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-unspecified',
  title: 'The 227 reply names 0.0.0.0',
  story:
    'The server listens on every address and names the wildcard in its 227 reply, which is no address anybody can call.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-unspecified', sure: { 'pasv-address-unspecified': 'proven' } },
  build: () => world({ services: { 21: ftp({ advertised: '0.0.0.0' }) } }),
});
