import { interceptor } from '../boxes/interceptor.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'intercepting-proxy',
  title: 'A web gateway takes every connection to a high port',
  story:
    'The gateway of the office completes the handshake of every connection to ports above 1023 and waits for HTTP. Passive connections open at once and LIST hangs; so does a connection to a port on which nobody listens, and to an address that does not exist.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'degraded', first: 'intercepting-proxy' },
  build: () => world({ near: [interceptor({ name: 'office gateway', ports: { low: 1024, high: 65_535 } })] }),
});
