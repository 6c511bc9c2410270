import { inspector } from '../boxes/inspector.js';
import { cutOff } from '../middlebox.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ends-unknown-commands',
  title: 'A server that hangs up at every command it does not know',
  story:
    'EPSV and EPRT end the connection, and so does any meaningless word: nothing shows that a device picks out the commands of FTP. The pair is discarded, and no device is blamed.',
  target: target(),
  expect: { verdict: 'degraded', first: null, notes: ['unexplained-failure'] },
  build: () =>
    world({
      far: [
        inspector({
          name: 'the server itself',
          ports: [21],
          edit: (text, direction) => (direction === 'to-server' && /^(?:EP|X)/i.test(text) ? cutOff : text),
        }),
      ],
      services: { 21: ftp({ unknown: ['EPSV', 'EPRT'] }) },
    }),
});
