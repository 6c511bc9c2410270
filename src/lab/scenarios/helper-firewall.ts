import { helperFirewall } from '../boxes/helper-firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'helper-firewall',
  title: 'A firewall with an FTP helper in front of a public client',
  story:
    'The firewall lets nothing in, but it reads PORT and EPRT on port 21 and opens a pinhole for each call back. Nothing is translated, and every mode lists.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ near: [helperFirewall({ name: 'client firewall', ports: [21] })] }),
});
