import { smallPackets } from '../boxes/small-packets.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'small-listing-passes',
  title: 'The same tunnel and a small directory',
  story: 'The listing fits into one small packet, so nothing shows the fault. A check of a larger directory would.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ far: [smallPackets({ name: 'tunnel', most: 1400 })] }),
});
