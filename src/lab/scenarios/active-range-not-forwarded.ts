import { addresses, behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-range-not-forwarded',
  title: 'The client announces its public address, but nobody forwards the ports',
  story:
    'External address and port range are set in the client, as the manual says. The router was never told to forward the range.',
  target: target(),
  options: { activeAddress: addresses.clientRouter, activePorts: { low: 50_200, high: 50_220 } },
  expect: {
    verdict: 'degraded',
    first: 'active-range-not-forwarded',
    sure: { 'active-range-not-forwarded': 'likely' },
  },
  build: () => world(behindRouter()),
});
