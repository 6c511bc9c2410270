import { interceptor } from '../boxes/interceptor.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'intercepting-proxy-auto',
  title: 'The same gateway, without a look at addresses that do not exist',
  story:
    'Connections to two ports on which nobody listens open at once. Only a deep look goes to an address that does not exist, so less can be said.',
  target: target(),
  expect: { verdict: 'degraded', first: 'intercepting-proxy' },
  build: () => world({ near: [interceptor({ name: 'office gateway', ports: { low: 1024, high: 65_535 } })] }),
});
