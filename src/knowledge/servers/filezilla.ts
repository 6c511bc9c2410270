import { bySays, type ServerKnowledge } from './server.js';

/** FileZilla Server 0.9 and 1.x: takes any address in PORT and fails later. */
export const filezilla: ServerKnowledge = {
  product: 'FileZilla Server',
  recognise: bySays(/FileZilla Server(?: version)?(?: (\d[\w.]*))?|emulated by FileZilla/i),
  repairs: {
    setAddress: (address) => `Protocols settings > FTP > Passive mode > Public IP or hostname: ${address}`,
    setRange: (low, high) => `Protocols settings > FTP > Passive mode > Use custom port range: ${low} - ${high}`,
    enableTls: 'Server listeners > Protocol: Explicit FTP over TLS and insecure plain FTP',
    relaxResumption:
      'Protocols settings > FTP and FTP over TLS > Require TLS session resumption on data connection: off',
  },
  where:
    'In the administration interface (settings.xml: host_override and port_range under pasv); no restart is needed. Leave "Use the local IP for local connections" on.',
};
