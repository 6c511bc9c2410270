import { rateLimit } from '../boxes/rate-limit.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'connection-limit',
  title: 'A firewall lets in four new data connections, and then none for a while',
  story:
    'A rate limit meant for attackers counts new connections to high ports: the first four pass, the next are dropped until nothing came for nine seconds. The first listings work, then all hang.',
  target: target(),
  options: { samples: 8 },
  expect: { verdict: 'degraded', first: 'connection-limit', sure: { 'connection-limit': 'strong' } },
  build: () =>
    world({
      far: [rateLimit({ most: 4, restMs: 9_000, from: 1024 })],
      services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_099, order: 'random', seed: 50_000 } }) },
    }),
});
