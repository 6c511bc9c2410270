import { bySays, type ServerKnowledge } from './server.js';

/** The ftpd of NetBSD, also known as tnftpd and lukemftpd. */
export const tnftpd: ServerKnowledge = {
  product: 'tnftpd',
  recognise: bySays(/(?:NetBSD-ftpd|tnftpd|lukemftpd) (\d[\w.+-]*)/i),
  repairs: {
    setAddress: (address) => `advertize all ${address}`,
    setRange: (low, high) => `portrange all ${low} ${high}`,
    enablePassive: 'passive all',
    relaxPeerCheck: 'checkportcmd all off',
    limits: 'limit all 200',
  },
  where: 'In /etc/ftpd.conf (NetBSD, macOS and others); it counts from the next session on.',
};
