import { ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-disabled-once',
  title: 'A server that refuses PORT, and EPRT is not tried',
  story: 'PORT is answered with 502 and nothing else is known: one refusal without a reason is less than two.',
  target: target(),
  options: { modes: ['PORT'] },
  expect: { verdict: 'broken', first: 'active-disabled', sure: { 'active-disabled': 'likely' } },
  build: () => world({ services: { 21: ftp({ personality: iis, active: false }) } }),
});
