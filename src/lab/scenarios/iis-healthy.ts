import { ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'iis-healthy',
  title: 'The FTP service of IIS with nothing in between',
  story: 'The plain network with the Windows FTP service, whose passive ports follow one another. Every mode lists.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      services: {
        21: ftp({ personality: iis, passivePorts: { low: 49_152, high: 65_535, order: 'sequential', seed: 49_700 } }),
      },
    }),
});
