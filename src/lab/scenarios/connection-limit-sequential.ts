import { rateLimit } from '../boxes/rate-limit.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'connection-limit-sequential',
  title: 'The same limit, and a server that names its ports in order',
  story:
    'As the ports rise one by one, the limit looks like a boundary in the range. After a rest a port beyond the closed ones opens.',
  target: target(),
  options: { samples: 8 },
  expect: { verdict: 'degraded', first: 'connection-limit', sure: { 'connection-limit': 'strong' } },
  build: () =>
    world({
      far: [rateLimit({ most: 3, restMs: 9_000, from: 1024 })],
      services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_099, order: 'sequential', seed: 50_000 } }) },
    }),
});
