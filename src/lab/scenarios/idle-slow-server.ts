import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'idle-slow-server',
  title: 'A forgetful firewall before a server that greets late',
  story:
    'Each greeting takes seven seconds, so that all the connections of the idle ladder together take longer to open than the firewall remembers one.',
  target: target(),
  options: { idleMs: 120_000 },
  expect: {
    verdict: 'degraded',
    first: 'banner-delayed',
    also: ['control-idle-cut'],
    sure: { 'control-idle-cut': 'proven' },
  },
  build: () =>
    world({
      near: [forgetfulFirewall('company firewall', { afterMs: 25_000, how: 'drop' })],
      services: { 21: ftp({ greetingMs: 7000 }) },
    }),
});
