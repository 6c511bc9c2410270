import { forgetfulFirewall } from '../boxes/forgetful-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'transfer-unheard',
  title: 'A slow download whose end is never heard',
  story:
    'The download takes ten minutes, in which nothing is said on the control connection, and the firewall forgets it after four. All bytes arrive, the 226 does not (Q254722); with TCP keepalives it does.',
  target: target(),
  options: { transfer: 'backup.tar', throttleMs: 600_000 },
  expect: { verdict: 'degraded', first: 'control-idle-cut', sure: { 'control-idle-cut': 'proven' } },
  build: () =>
    world({
      near: [forgetfulFirewall('company firewall', { afterMs: 240_000, how: 'drop' })],
      services: { 21: ftp({ file: { name: 'backup.tar', bytes: 20_000_000, takesMs: 600_000 } }) },
    }),
});
