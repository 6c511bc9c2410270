import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'idle-cut-reset',
  title: 'A NAT gateway that forgets the control connection after 350 seconds and answers with RST',
  story: 'The gateway forgets a connection after 350 seconds without a segment; whoever speaks after that gets an RST.',
  target: target(),
  options: { idleMs: 900_000 },
  expect: { verdict: 'degraded', first: 'control-idle-cut' },
  build: () => world({ near: [forgetfulFirewall('cloud NAT gateway', { afterMs: 349_900, how: 'reset' })] }),
});
