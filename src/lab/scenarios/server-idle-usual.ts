import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-idle-usual',
  title: 'A server that ends idle sessions after five minutes, as RFC 1123 allows',
  story: 'The idle ladder meets the timer of the server: 421 after 300 seconds. That is no fault.',
  target: target(),
  options: { idleMs: 600_000 },
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ idleMs: 300_000 }) } }),
});
