import { bySays, type ServerKnowledge } from './server.js';

/** The Washington University server, still met on old machines. */
export const wuFtpd: ServerKnowledge = {
  product: 'wu-ftpd',
  recognise: bySays(/Version wu-(\d[\w.]*)/i),
  repairs: {
    setAddress: (address) => `passive address ${address} 0.0.0.0/0`,
    setRange: (low, high) => `passive ports 0.0.0.0/0 ${low} ${high}`,
    relaxPeerCheck: 'pasv-allow all *\nport-allow all *',
    limits: 'limit all 200 Any /etc/msgs/toomany',
  },
  where: 'In /etc/ftpaccess; it counts from the next session on. It has had no updates for two decades: replace it.',
};
