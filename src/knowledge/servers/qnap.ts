import { bySays, type ServerKnowledge } from './server.js';

/** The FTP service of QNAP QTS, a ProFTPD set in a user interface. */
export const qnap: ServerKnowledge = {
  product: 'QNAP QTS',
  recognise: bySays(/NASFTPD Turbo ?station(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) =>
      `Control Panel > FTP Service > Advanced: Respond with external IP address for passive FTP connection request: ${address}`,
    setRange: (low, high) =>
      `Control Panel > FTP Service > Advanced > Passive FTP Port Range, Define port range: ${low} - ${high}`,
  },
  where: 'In QTS; it restarts the service by itself.',
};
