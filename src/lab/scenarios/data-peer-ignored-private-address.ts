import { pureFtpd } from '../personalities/pure-ftpd.js';
import { behindRouter, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'data-peer-ignored-private-address',
  title: 'A server that ignores the stranger, and a private address in its 227',
  story:
    'Two faults at once: PASV names the inside address of the server and opens nothing. EPSV opens, and Pure-FTPd goes on waiting, because the data connection comes from the second address of the client.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'pasv-address-private',
    also: ['data-peer-rejected'],
    sure: { 'data-peer-rejected': 'possible' },
  },
  build: () =>
    world({
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] }),
      ...behindRouter({ algPorts: [21], dataOutside: '203.0.113.2' }),
      services: { 21: ftp({ personality: pureFtpd }) },
    }),
});
