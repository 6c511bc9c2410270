import { bySays, type ServerKnowledge } from './server.js';

export const proftpd: ServerKnowledge = {
  product: 'ProFTPD',
  recognise: bySays(/ProFTPD (\d[\w.]*)?/i),
  repairs: {
    setAddress: (address) => `MasqueradeAddress ${address}`,
    setRange: (low, high) => `PassivePorts ${low} ${high}`,
    enablePassive: '# remove any <Limit PASV EPSV> DenyAll </Limit>',
    enableActive: '# remove any <Limit PORT EPRT> DenyAll </Limit>\nRootRevoke off',
    enableTls: 'TLSEngine on\nTLSRSACertificateFile /etc/ssl/certs/ftp.pem',
  },
  where: 'In proftpd.conf (server config or VirtualHost); names are resolved when the daemon starts, so restart it.',
};
