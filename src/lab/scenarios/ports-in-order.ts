import { ftp, passiveRange, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ports-in-order',
  title: 'The server names its passive ports in order',
  story:
    'Every PASV gets the port after the last one. Anybody can connect to the next port first and take the data: Q260934.',
  target: target(),
  options: { samples: 8 },
  expect: { verdict: 'healthy', first: null, notes: ['passive-ports-sequential'] },
  build: () =>
    world({ services: { 21: ftp({ passivePorts: { ...passiveRange, order: 'sequential', seed: 50_010 } }) } }),
});
