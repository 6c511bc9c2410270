import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'clear-on-tls-port',
  title: 'The client expects TLS, the server greets in clear',
  story: 'The client starts TLS at once, as on port 990, and the server has already sent its greeting in clear.',
  target: target({ port: 990, tls: 'implicit' }),
  expect: { verdict: 'broken', first: 'tls-mode-mismatch', sure: { 'tls-mode-mismatch': 'proven' } },
  build: () => world({ services: { 990: ftp() } }),
});
