import { addresses, behindRouter, ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'active-address-stale-untold',
  title: 'An old external address, and a server that does not tell what it sees',
  story:
    'The client announces 203.0.113.77, which its router had last month. The server refuses it, but its STAT tells no address, so what it sees instead stays unknown.',
  target: target(),
  options: { activeAddress: '203.0.113.77', activePorts: { low: 50_200, high: 50_220 } },
  expect: { verdict: 'degraded', first: 'active-address-stale', sure: { 'active-address-stale': 'likely' } },
  build: () =>
    world({
      ...behindRouter({ forward: { ports: { low: 50_200, high: 50_220 }, to: addresses.lanClient } }),
      services: { 21: ftp({ personality: { ...iis, status: () => ['211 No status.'] } }) },
    }),
});
