import { addresses, behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

const range = { low: 50_200, high: 50_220 };

export default defineScenario({
  id: 'active-range-forwarded',
  title: 'The client announces its public address, and the router forwards the ports',
  story:
    'External address, port range and port forwarding agree: active mode works without any ALG, and would under TLS.',
  target: target(),
  options: { activeAddress: addresses.clientRouter, activePorts: range },
  expect: { verdict: 'healthy', first: null },
  build: () => world(behindRouter({ forward: { ports: range, to: addresses.lanClient } })),
});
