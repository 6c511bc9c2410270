import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'implicit-range-closed',
  title: 'Implicit FTPS on 990 logs in, and the list hangs',
  story:
    'Port 990 is open, the passive ports are not. No ALG can open them, because the control connection is encrypted from the first byte. Opening 989 would not help: that is only where active data connections come from.',
  target: target({ port: 990, tls: 'implicit' }),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'likely' } },
  build: () =>
    world({
      far: [firewall({ name: 'server firewall', blocks: 'to-server', open: [{ low: 990, high: 990 }], how: 'drop' })],
      services: { 990: ftp({ tls: 'implicit' }) },
    }),
});
