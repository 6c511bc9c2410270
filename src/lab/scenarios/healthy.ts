import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'healthy',
  title: 'A public client and a public server with nothing in between',
  story:
    'Client and server have public addresses, no box between them looks into FTP, and vsftpd has its passive range open. Every mode lists: this is what all the other scenarios break.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world(),
});
