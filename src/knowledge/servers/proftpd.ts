import { byShape, bySays, firstOf, type ServerKnowledge } from './server.js';

/** ProFTPD: names its own address in the greeting, and replaces a private address in PORT by the one it sees. */
export const proftpd: ServerKnowledge = {
  product: 'ProFTPD',
  recognise: firstOf(
    bySays(/ProFTPD(?:(?: |;version=)(\d[\w.]*))?/i),
    byShape(({ stat }) => /^211-Status of '/.test(stat)),
  ),
  refusesUnknown: /^500 .{1,99} not understood$/,
  repairs: {
    setAddress: (address) => `MasqueradeAddress ${address}`,
    setRange: (low, high) => `PassivePorts ${low} ${high}`,
    enablePassive: '# remove any <Limit PASV EPSV> DenyAll </Limit>',
    enableActive: '# remove any <Limit PORT EPRT> DenyAll </Limit>\nRootRevoke off',
    relaxPeerCheck: 'AllowForeignAddress on',
    enableTls:
      'TLSEngine on\nTLSRequired off\nTLSRSACertificateFile /etc/ssl/certs/ftp.pem\nTLSRSACertificateKeyFile /etc/ssl/private/ftp.key',
    relaxResumption: 'TLSOptions NoSessionReuseRequired',
    requireTls: 'TLSRequired on',
    noLookups: 'UseReverseDNS off\nIdentLookups off',
    quietGreeting: 'ServerIdent on "FTP server ready"',
    refuseEpsv: '<Limit EPSV>\n  DenyAll\n</Limit>',
    limits: 'MaxClients 200\nMaxClientsPerHost 20',
  },
  where:
    'In proftpd.conf (server config or VirtualHost); names are resolved when the daemon starts, so restart it. If an ALG mends the 227 in clear, set TLSMasqueradeAddress instead of MasqueradeAddress.',
};
