import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'transfer-broken',
  title: 'A download that breaks off half way',
  story: 'The server gives up the data connection and says 426; the control connection stands.',
  target: target(),
  options: { transfer: 'backup.tar', throttleMs: 600_000 },
  expect: { verdict: 'degraded', first: 'transfer-failed' },
  build: () =>
    world({
      services: { 21: ftp({ file: { name: 'backup.tar', bytes: 20_000_000, takesMs: 600_000, breaksAt: 9_000_000 } }) },
    }),
});
