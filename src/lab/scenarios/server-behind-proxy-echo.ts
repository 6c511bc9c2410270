import { addresses, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-behind-proxy-echo',
  title: 'The same proxy before a server that quotes what it receives',
  story:
    'Pure-FTPd names the address in PORT and the one it sees. PORT arrived as it was sent: not the client is behind NAT, the server hides its clients from itself.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-behind-proxy', sure: { 'server-behind-proxy': 'proven' } },
  build: () =>
    world({
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange], hidesClientsAs: '10.0.0.1' }),
      services: { 21: ftp({ personality: pureFtpd, advertised: addresses.server }) },
    }),
});
