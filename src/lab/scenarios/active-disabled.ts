import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-disabled',
  title: 'The server has active mode switched off',
  story:
    'The administrator set port_enable=NO. PORT and EPRT are answered with 550 whatever the address, so no router is to blame.',
  target: target(),
  expect: { verdict: 'degraded', first: 'active-disabled', sure: { 'active-disabled': 'proven' } },
  build: () => world({ services: { 21: ftp({ active: false }) } }),
});
