import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'bounce-refused',
  title: 'A server that calls nobody but its client',
  story:
    'vsftpd as it comes: a PORT with the address of somebody else, or with a privileged port, is refused. That is the safe setting, and the reason why files cannot be sent straight from one server to another.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['fxp-refused'] },
  build: () => world(),
});
