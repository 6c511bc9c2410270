import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'idle-few-sessions',
  title: 'A forgetful firewall before a server that admits five sessions at a time',
  story: 'The idle ladder has to be climbed on five control connections, one rung after another.',
  target: target(),
  options: { idleMs: 300_000 },
  expect: { verdict: 'degraded', first: 'control-idle-cut' },
  build: () =>
    world({
      near: [forgetfulFirewall('company firewall', { afterMs: 90_000, how: 'drop' })],
      services: { 21: ftp({ maxSessions: 5 }) },
    }),
});
