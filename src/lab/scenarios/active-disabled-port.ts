import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-disabled-port',
  title: 'Active mode is switched off, and only PORT is tried',
  story:
    'The administrator set port_enable=NO, and the check is told to try PORT alone. The reply says so in words; a second refusal is not needed.',
  target: target(),
  options: { modes: ['PORT'] },
  expect: { verdict: 'broken', first: 'active-disabled', sure: { 'active-disabled': 'proven' } },
  build: () => world({ services: { 21: ftp({ active: false }) } }),
});
