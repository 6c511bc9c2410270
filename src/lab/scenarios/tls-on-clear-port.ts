import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-on-clear-port',
  title: 'The server expects TLS from the first byte',
  story:
    'The port serves implicit TLS and waits for a ClientHello, while the client waits for a greeting in clear. Each is silent for the other.',
  target: target(),
  expect: { verdict: 'broken', first: 'tls-mode-mismatch', sure: { 'tls-mode-mismatch': 'proven' } },
  build: () => world({ services: { 21: ftp({ tls: 'implicit' }) } }),
});
