import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'client-firewall-pyftpdlib',
  title: 'The firewall on the client rejects the call back that pyftpdlib makes at PORT',
  story:
    'pyftpdlib calls back before it answers PORT. The rejected call turns into 425 to PORT itself, which looks like a refusal of active mode and is none.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'client-firewall-blocks-callback',
    sure: { 'client-firewall-blocks-callback': 'possible' },
  },
  build: () =>
    world({
      near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how: 'ECONNREFUSED' })],
      services: { 21: ftp({ personality: pyftpdlib }) },
    }),
});
