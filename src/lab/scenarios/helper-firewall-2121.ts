import { helperFirewall } from '../boxes/helper-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'helper-firewall-2121',
  title: 'The firewall with an FTP helper, and the server listens on port 2121',
  story:
    'The helper reads control connections on port 21 only. On port 2121 it sees no PORT, opens no pinhole and drops the call back.',
  target: target({ port: 2121 }),
  expect: {
    verdict: 'degraded',
    first: 'client-firewall-blocks-callback',
    sure: { 'client-firewall-blocks-callback': 'likely' },
  },
  build: () => world({ near: [helperFirewall({ name: 'client firewall', ports: [21] })], services: { 2121: ftp() } }),
});
