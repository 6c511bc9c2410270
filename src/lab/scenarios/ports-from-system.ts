import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ports-from-system',
  title: 'The server takes its passive ports from the whole range of Linux',
  story: 'Nobody set a passive range, so the ports come from 32768 to 60999. No firewall is in the way, yet.',
  target: target(),
  options: { samples: 8 },
  expect: { verdict: 'healthy', first: null, notes: ['passive-range-ephemeral'] },
  build: () =>
    world({ services: { 21: ftp({ passivePorts: { low: 32_768, high: 60_999, order: 'random', seed: 7 } }) } }),
});
