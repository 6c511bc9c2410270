import { byShape, bySays, firstOf, type ServerKnowledge } from './server.js';

/** Pure-FTPd: a refused PORT quotes the address as it arrived and the one it sees. */
export const pureFtpd: ServerKnowledge = {
  product: 'Pure-FTPd',
  recognise: firstOf(
    bySays(/Pure-FTPd(?: (\d[\w.]*))?/i),
    // Two commands of its own, listed whatever the banner says.
    byShape(
      ({ features, stat }) => (features.includes('ESTA') && features.includes('ESTP')) || stat.includes('pureftpd.org'),
    ),
  ),
  refusesUnknown: /^500 Unknown command$/,
  repairs: {
    setAddress: (address) => `ForcePassiveIP ${address}    # or: pure-ftpd -P ${address}`,
    setRange: (low, high) => `PassivePortRange ${low} ${high}    # or: pure-ftpd -p ${low}:${high}`,
    enablePassive: 'NATmode no    # and no -N flag',
    relaxPeerCheck: 'AllowUserFXP yes\nAllowAnonymousFXP yes    # or: pure-ftpd -w -W',
    enableTls: 'TLS 1    # or: pure-ftpd -Y 1',
    requireTls: 'TLS 3    # or: pure-ftpd -Y 3',
    noLookups: 'DontResolve yes    # or: pure-ftpd -H',
    limits: 'MaxClientsNumber 200\nMaxClientsPerIP 20    # or: pure-ftpd -c 200 -C 20',
  },
  where:
    'In pure-ftpd.conf, or as flags (Debian: one file for each setting in /etc/pure-ftpd/conf, named after it); restart pure-ftpd.',
};
