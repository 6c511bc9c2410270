import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-idle-short',
  title: 'A server that ends idle sessions after two minutes',
  story: 'The server says 421 after two minutes without a command, whatever TCP keepalives pass. No box is in the way.',
  target: target(),
  options: { idleMs: 600_000 },
  expect: { verdict: 'degraded', first: 'server-idle-timeout' },
  build: () => world({ services: { 21: ftp({ idleMs: 120_000 }) } }),
});
