import { bySays, type ServerKnowledge } from './server.js';

/** bftpd: prints the address it was reached at in its greeting. */
export const bftpd: ServerKnowledge = {
  product: 'bftpd',
  recognise: bySays(/\bbftpd (\d[\w.]*)/i),
  repairs: {
    setAddress: (address) => `OVERRIDE_IP="${address}"`,
    setRange: (low, high) => `PASSIVE_PORTS="${low}-${high}"`,
  },
  where: 'In the global section of bftpd.conf; restart bftpd.',
};
