import { bySays, type ServerKnowledge } from './server.js';

export const pyftpdlib: ServerKnowledge = {
  product: 'pyftpdlib',
  recognise: bySays(/pyftpdlib (?:based ftpd|(\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `handler.masquerade_address = '${address}'`,
    setRange: (low, high) => `handler.passive_ports = range(${low}, ${high + 1})`,
  },
  where: 'On the handler class before the server starts (command line: -n ADDRESS -r FROM-TO).',
};
