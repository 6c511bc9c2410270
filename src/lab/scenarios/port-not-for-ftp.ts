import { inspector } from '../boxes/inspector.js';
import { cutOff } from '../middlebox.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'port-not-for-ftp',
  title: 'A firewall that stops FTP on other ports than 21',
  story:
    'The firewall knows applications. It lets the greeting pass, recognises FTP by USER and resets the connection, because FTP belongs on port 21.',
  target: target({ port: 2121 }),
  expect: { verdict: 'broken', first: 'alg-strict-inspection' },
  build: () =>
    world({
      services: { 2121: ftp() },
      near: [inspector({ name: 'firewall', ports: [2121], edit: (text) => (/^USER\b/i.test(text) ? cutOff : text) })],
    }),
});
