import { ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-disabled-silently',
  title: 'A server that refuses PORT and EPRT and does not say why',
  story:
    'PORT and EPRT are both answered with 502. One verb may be unknown to a server or a device on the way, but not both while passive mode works.',
  target: target(),
  expect: { verdict: 'degraded', first: 'active-disabled', sure: { 'active-disabled': 'proven' } },
  build: () => world({ services: { 21: ftp({ personality: iis, active: false }) } }),
});
