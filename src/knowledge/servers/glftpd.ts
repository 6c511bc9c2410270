import { bySays, type ServerKnowledge } from './server.js';

/** glFTPd. */
export const glftpd: ServerKnowledge = {
  product: 'glFTPd',
  recognise: bySays(/glFTPd(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `pasv_addr ${address}`,
    setRange: (low, high) => `pasv_ports ${low}-${high}`,
  },
  where: 'In glftpd.conf; it counts from the next session on.',
};
