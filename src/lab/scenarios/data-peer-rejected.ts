import { behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'data-peer-rejected',
  title: 'The data connections of the client leave from another address',
  story:
    'The router of the client has two addresses and pairs none of them with a client: control connections leave from one, the rest from the other. The server sees a stranger at its passive port and sends it away.',
  target: target(),
  expect: { verdict: 'degraded', first: 'data-peer-rejected', sure: { 'data-peer-rejected': 'proven' } },
  build: () => world({ ...behindRouter({ algPorts: [21], dataOutside: '203.0.113.2' }) }),
});
