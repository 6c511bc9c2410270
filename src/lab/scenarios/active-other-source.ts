import { secondAddress } from '../boxes/second-address.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-other-source',
  title: 'The server calls back from another address',
  story:
    'The router of the server translates outgoing connections to a second address. The callback reaches a client without firewall, but no pinhole and no careful client would admit it.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'active-data-from-unexpected-source',
    sure: { 'active-data-from-unexpected-source': 'proven' },
  },
  build: () => world({ far: [secondAddress({ name: 'server router', address: '203.0.113.12' })] }),
});
