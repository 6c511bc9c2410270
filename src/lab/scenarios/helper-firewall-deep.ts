import { helperFirewall } from '../boxes/helper-firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'helper-firewall-deep',
  title: 'A firewall with an FTP helper, found by a deep look',
  story: 'Every mode lists, so nothing asks for more. A deep look finds the helper all the same: it drops a lone P.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['alg-present'] },
  build: () => world({ near: [helperFirewall({ name: 'client firewall', ports: [21] })] }),
});
