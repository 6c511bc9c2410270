import { inspector } from '../boxes/inspector.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'dead-after-greeting',
  title: 'A path that dies after the greeting',
  story:
    'Nothing that the client says gets through, whatever it is. No command is singled out, so nothing may be said of a device that reads FTP.',
  target: target({ port: 2121 }),
  expect: { verdict: 'broken', first: null, notes: ['unexplained-failure'] },
  build: () =>
    world({
      services: { 2121: ftp() },
      near: [inspector({ name: 'firewall', ports: [2121], edit: (text) => (/^[A-Z]/.test(text) ? null : text) })],
    }),
});
