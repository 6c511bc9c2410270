import { span, type FirewallKnowledge } from './firewall.js';

/** pf of OpenBSD, whose ftp-proxy takes the part of a helper. */
export const pf: FirewallKnowledge = {
  product: 'pf',
  repairs: {
    letIn: ({ range }) => `pass in on egress proto tcp to port ${span(range, ':')}`,
    forward: ({ range, outside, inside }) =>
      `pass in on egress proto tcp to ${outside} port ${span(range, ':')} rdr-to ${inside}`,
    letOut: ({ range, outside }) => `pass out proto tcp to ${outside} port ${span(range, ':')}`,
    admit: ({ range, outside }) => `pass in proto tcp from ${outside} to port ${span(range, ':')}`,
    callOut: 'pass out proto tcp from port 20',
    helperOn: (port) =>
      `anchor "ftp-proxy/*"\npass in quick inet proto tcp to port ${port} divert-to 127.0.0.1 port 8021\n# then\nrcctl enable ftpproxy && rcctl start ftpproxy`,
    helperOff: () =>
      '# take the rules with divert-to port 8021 out, then\nrcctl stop ftpproxy && rcctl disable ftpproxy',
    clampMss: 'match on egress scrub (max-mss 1300)',
  },
  where: 'In /etc/pf.conf, then pfctl -f /etc/pf.conf. FreeBSD redirects with rdr rules instead.',
  source: 'OpenBSD: pf.conf(5), ftp-proxy(8)',
};
