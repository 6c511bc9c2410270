import { inspector } from '../boxes/inspector.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-mangles-unquoted',
  title: 'A firewall overwrites PASV with X, and the server does not quote what it received',
  story:
    'vsftpd only says that the command is unknown (P@SW, the best known replacement, it takes for PASV). In small letters the firewall does not recognise PASV and lets it pass, and the server takes it: a server alone would make no difference.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-mangles-commands' },
  build: () =>
    world({ near: [inspector({ name: 'firewall', ports: [21], edit: (text) => text.replace(/^PASV/, 'XXXX') })] }),
});
