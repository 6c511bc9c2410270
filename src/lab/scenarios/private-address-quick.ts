import { passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'private-address-quick',
  title: 'The same with nothing but PASV',
  story: 'Neither the address in the 227 nor the control peer is connected to: the two addresses alone speak.',
  target: target(),
  options: { advertised: 'skip', depth: 'quick', modes: ['PASV'] },
  expect: { verdict: 'broken', first: 'pasv-address-private', sure: { 'pasv-address-private': 'strong' } },
  build: () => world({ ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] }) }),
});
