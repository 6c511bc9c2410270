import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-explicit',
  title: 'FTP over explicit TLS, with the session resumed on data connections',
  story:
    'The server offers AUTH TLS and accepts data connections only when they resume the TLS session of the control connection. A client that does so lists in every mode.',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ tls: 'reuse' }) } }),
});
