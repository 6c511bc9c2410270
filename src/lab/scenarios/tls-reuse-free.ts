import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-reuse-free',
  title: 'A server that takes data connections without resumption, looked at deeply',
  story: 'The server offers AUTH TLS and leaves it to the client whether data connections resume the session.',
  target: target({ tls: 'explicit' }),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ tls: 'offered' }) } }),
});
