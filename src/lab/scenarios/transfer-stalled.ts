import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'transfer-stalled',
  title: 'A download whose data stops coming',
  story: 'After a part of the file nothing more comes, and nobody says anything: both connections stand.',
  target: target(),
  options: { transfer: 'backup.tar' },
  expect: { verdict: 'degraded', first: 'transfer-failed' },
  build: () =>
    world({ services: { 21: ftp({ file: { name: 'backup.tar', bytes: 20_000_000, takesMs: 86_400_000 } }) } }),
});
