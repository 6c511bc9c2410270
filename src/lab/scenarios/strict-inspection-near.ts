import { inspector } from '../boxes/inspector.js';
import { cutOff } from '../middlebox.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'strict-inspection-near',
  title: 'The same inspection next to the client',
  story:
    'The inspection stands at the edge of the network of the client, so its reset comes back sooner than any answer of the server could.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-strict-inspection', sure: { 'alg-strict-inspection': 'proven' } },
  build: () =>
    world({
      near: [
        inspector({
          name: 'strict firewall at home',
          ports: [21],
          edit: (text, direction) => (direction === 'to-server' && /^EP(?:SV|RT)\b/i.test(text) ? cutOff : text),
        }),
      ],
    }),
});
