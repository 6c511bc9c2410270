import { addresses, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'first-address-dead',
  title: 'The name has two addresses, and the first one is dead',
  story:
    'Nobody answers on the first address that the name resolves to. After one timeout the second one serves every mode.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ name: ['203.0.113.9', addresses.server] }),
});
