import { helperFirewall } from '../boxes/helper-firewall.js';
import { addresses, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'two-translators',
  title: 'A well set up server behind NAT, and an FTP helper beside it',
  story:
    'pyftpdlib announces its outside address over a forwarded range, and a firewall before it has its FTP helper on. Everything works today.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['double-translation-risk'] },
  build: () => {
    const published = publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] });
    return world({
      ...published,
      far: [helperFirewall({ name: 'server firewall', ports: [21] }), ...published.far],
      services: { 21: ftp({ personality: pyftpdlib, advertised: addresses.server }) },
    });
  },
});
