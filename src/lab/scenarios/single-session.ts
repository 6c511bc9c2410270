import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'single-session',
  title: 'The server serves one session at a time',
  story:
    'A second control connection is turned away with 421 while the first one stands. Whoever asks one thing after another gets every listing.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ maxSessions: 1 }) } }),
});
