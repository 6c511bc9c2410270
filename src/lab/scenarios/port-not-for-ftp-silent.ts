import { inspector } from '../boxes/inspector.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'port-not-for-ftp-silent',
  title: 'A firewall that stops FTP on other ports in silence',
  story:
    'As in port-not-for-ftp, but the packet with USER is dropped: the login hangs, and nobody acknowledges anything.',
  target: target({ port: 2121 }),
  expect: { verdict: 'broken', first: 'alg-drops-commands' },
  build: () =>
    world({
      services: { 2121: ftp() },
      near: [inspector({ name: 'firewall', ports: [2121], edit: (text) => (/^USER\b/i.test(text) ? null : text) })],
    }),
});
