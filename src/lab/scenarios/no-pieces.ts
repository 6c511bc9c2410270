import { inspector } from '../boxes/inspector.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'no-pieces',
  title: 'A firewall that wants every command in one packet',
  story:
    'The firewall drops whatever does not end a line. The controls of the split fingerprint fail with it, so no helper may be concluded from it; that the pieces are never acknowledged betrays the firewall itself.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['alg-present'] },
  build: () =>
    world({
      near: [inspector({ name: 'firewall', ports: [21], edit: (text) => (text.endsWith('\n') ? text : null) })],
    }),
});
