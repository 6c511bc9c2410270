import { behindRouter, ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'data-peer-ignored',
  title: 'The same two addresses, and a server that ignores the stranger',
  story:
    'Pure-FTPd closes a data connection from another address without a word and goes on waiting for the right one. The client sees its connection open and LIST hang.',
  target: target(),
  expect: { verdict: 'degraded', first: 'data-peer-rejected' },
  build: () =>
    world({
      ...behindRouter({ algPorts: [21], dataOutside: '203.0.113.2' }),
      services: { 21: ftp({ personality: pureFtpd }) },
    }),
});
