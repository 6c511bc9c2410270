import { ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'range-exhausted',
  title: 'Other clients hold every passive port of the server',
  story:
    'The server has ten passive ports, and ten listeners of other clients wait on them. PASV is answered with 425, and so it is a minute later.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-exhausted', sure: { 'passive-range-exhausted': 'proven' } },
  build: () =>
    world({
      services: {
        21: ftp({
          personality: pureFtpd,
          passivePorts: { low: 50_000, high: 50_009, order: 'random', seed: 1, held: 10 },
        }),
      },
    }),
});
