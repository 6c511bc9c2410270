import { behindRouter, ftp, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'data-peer-pyftpdlib',
  title: 'The same two addresses, and a server that quotes the stranger',
  story:
    'pyftpdlib looks at the caller as soon as it connects, refuses it before LIST is even sent, and quotes the address it came from.',
  target: target(),
  expect: { verdict: 'degraded', first: 'data-peer-rejected', sure: { 'data-peer-rejected': 'proven' } },
  build: () =>
    world({
      ...behindRouter({ algPorts: [21], dataOutside: '203.0.113.2' }),
      services: { 21: ftp({ personality: pyftpdlib }) },
    }),
});
