import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'idle-cut-payload',
  title: 'A firewall that forgets the control connection although TCP keepalives pass',
  story:
    'The firewall counts payload only: after two minutes without any it forgets the connection. NOOP holds it off.',
  target: target(),
  options: { idleMs: 300_000 },
  expect: { verdict: 'degraded', first: 'control-idle-cut' },
  build: () =>
    world({
      near: [forgetfulFirewall('inspecting firewall', { afterMs: 119_000, how: 'drop', ignoresKeepAlive: true })],
    }),
});
