import { addresses, behindRouter, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-and-server-behind-proxy-echo',
  title: 'A router that translates PORT, and a proxy before a server that quotes what it receives',
  story:
    'Three addresses as with two NATs at the client: the one sent, the one that arrived and the one the server sees. But the last is a private one on the side of the server, so it is a proxy there that hides its clients.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-behind-proxy', sure: { 'server-behind-proxy': 'strong' } },
  build: () =>
    world({
      ...behindRouter({ algPorts: [21] }),
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange], hidesClientsAs: '10.0.0.1' }),
      services: { 21: ftp({ personality: pureFtpd, advertised: addresses.server }) },
    }),
});
