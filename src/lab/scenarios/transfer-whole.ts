import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'transfer-whole',
  title: 'A slow download that arrives whole',
  story: 'Ten minutes over a path that forgets nothing: the 226 comes.',
  target: target(),
  options: { transfer: 'backup.tar', throttleMs: 600_000 },
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ file: { name: 'backup.tar', bytes: 20_000_000, takesMs: 600_000 } }) } }),
});
