import { inspector } from '../boxes/inspector.js';
import { cutOff } from '../middlebox.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'strict-inspection',
  title: 'A firewall with strict FTP inspection resets EPSV and EPRT',
  story:
    'The inspection is older than RFC 2428. It takes EPSV and EPRT for malformed commands and resets the control connection; what it does not know at all it lets pass.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-strict-inspection', sure: { 'alg-strict-inspection': 'strong' } },
  build: () =>
    world({
      far: [
        inspector({
          name: 'strict firewall',
          ports: [21],
          edit: (text, direction) => (direction === 'to-server' && /^EP(?:SV|RT)\b/i.test(text) ? cutOff : text),
        }),
      ],
    }),
});
