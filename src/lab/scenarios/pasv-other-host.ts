import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-other-host',
  title: 'The 227 reply names a public address of somebody else',
  story:
    'The line got a new address, and the setting of the server still names the old one, 203.0.113.77. The same port on the control address would have worked.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-other-host', sure: { 'pasv-address-other-host': 'proven' } },
  build: () => world({ services: { 21: ftp({ advertised: '203.0.113.77' }) } }),
});
