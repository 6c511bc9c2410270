import { inspector } from '../boxes/inspector.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-drops-commands',
  title: 'A firewall swallows the command EPSV',
  story:
    'The packet with EPSV is dropped and sent again in vain, because the device knows only the commands of 1985. PASV and active mode are not touched.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-drops-commands', sure: { 'alg-drops-commands': 'proven' } },
  build: () =>
    world({
      far: [inspector({ name: 'server firewall', ports: [21], edit: (text) => (/^EPSV/i.test(text) ? null : text) })],
    }),
});
