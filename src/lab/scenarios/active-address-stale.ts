import { addresses, behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

const range = { low: 50_200, high: 50_220 };

export default defineScenario({
  id: 'active-address-stale',
  title: 'The external address in the settings of the client is an old one',
  story:
    'The client announces 203.0.113.77, which its router had last month. The ports are forwarded, but the server refuses an address that is not the one it sees.',
  target: target(),
  options: { activeAddress: '203.0.113.77', activePorts: range },
  expect: { verdict: 'degraded', first: 'active-address-stale', sure: { 'active-address-stale': 'proven' } },
  build: () => world(behindRouter({ forward: { ports: range, to: addresses.lanClient } })),
});
