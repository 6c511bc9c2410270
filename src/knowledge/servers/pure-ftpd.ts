import { bySays, type ServerKnowledge } from './server.js';

export const pureFtpd: ServerKnowledge = {
  product: 'Pure-FTPd',
  recognise: bySays(/Pure-FTPd/i),
  repairs: {
    setAddress: (address) => `ForcePassiveIP ${address}    # or: pure-ftpd -P ${address}`,
    setRange: (low, high) => `PassivePortRange ${low} ${high}    # or: pure-ftpd -p ${low}:${high}`,
    enablePassive: 'NATmode no    # and no -N flag',
    enableTls: 'TLS 1',
  },
  where:
    'In pure-ftpd.conf, or as flags (Debian: one file for each setting in /etc/pure-ftpd/conf); restart pure-ftpd.',
};
