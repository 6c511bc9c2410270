import { bySays, type ServerKnowledge } from './server.js';

/** The ftpd of FreeBSD, OpenBSD and the old Linux port of it. */
export const bsdFtpd: ServerKnowledge = {
  product: 'BSD ftpd',
  recognise: bySays(/(?:FTP server \(|^ *)Version (\d[^\s)]{0,40})/im),
  repairs: {
    setRange: (low, high) =>
      `# FreeBSD\nsysctl net.inet.ip.portrange.hifirst=${low} net.inet.ip.portrange.hilast=${high}\n# OpenBSD\nsysctl net.inet.ip.porthifirst=${low} net.inet.ip.porthilast=${high}`,
  },
  where:
    'It has no settings of its own for passive mode: the range is one of the kernel, for every program, and the address cannot be set. Behind NAT use another server, or an ALG.',
};
