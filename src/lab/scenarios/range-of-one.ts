import { ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'range-of-one',
  title: 'A passive range of one port',
  story:
    'The server has one passive port. Two listings at the same time find it taken, one after the other do not: that is a matter of how hard one asks.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      services: {
        21: ftp({ personality: pureFtpd, passivePorts: { low: 50_000, high: 50_000, order: 'random', seed: 1 } }),
      },
    }),
});
