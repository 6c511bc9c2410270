import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'idle-cut-silent',
  title: 'A firewall that forgets the control connection after four minutes, in silence',
  story:
    'The firewall drops its state of a connection after four minutes without a segment and swallows what comes later, as many load balancers of clouds do. A download that takes longer never gets its 226 (Q254722). The idle ladder is climbed in virtual time.',
  target: target(),
  options: { idleMs: 600_000 },
  expect: { verdict: 'degraded', first: 'control-idle-cut' },
  build: () => world({ near: [forgetfulFirewall('company firewall', { afterMs: 240_000, how: 'drop' })] }),
});
