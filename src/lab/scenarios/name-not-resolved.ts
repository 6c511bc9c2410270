import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'name-not-resolved',
  title: 'The name of the server does not resolve',
  story: 'The resolver knows no such name. Nothing can be said about the server.',
  target: target(),
  expect: { verdict: 'inconclusive', first: 'name-not-resolved', sure: { 'name-not-resolved': 'proven' } },
  build: () => world({ name: [] }),
});
