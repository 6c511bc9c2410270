import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'transfer-denied',
  title: 'A download of a file that is not there',
  story: 'The server answers RETR with 550.',
  target: target(),
  options: { transfer: 'backup.tar', throttleMs: 600_000 },
  expect: { verdict: 'degraded', first: 'transfer-failed', sure: { 'transfer-failed': 'proven' } },
  build: () => world(),
});
