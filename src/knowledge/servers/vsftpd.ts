import { bySays, type ServerKnowledge } from './server.js';

/** The usual server of Linux distributions: strict about addresses, and it says in STAT whom it sees. */
export const vsftpd: ServerKnowledge = {
  product: 'vsftpd',
  // With a banner of the admin's own, the last line of STAT still tells.
  recognise: bySays(/vsFTPd(?: (\d[\w.+-]*))?/i),
  refusesUnknown: /^500 Unknown command\.$/,
  repairs: {
    setAddress: (address) => `pasv_address=${address}`,
    setRange: (low, high) => `pasv_min_port=${low}\npasv_max_port=${high}`,
    enablePassive: 'pasv_enable=YES',
    enableActive: 'port_enable=YES',
    relaxPeerCheck: 'pasv_promiscuous=YES\nport_promiscuous=YES',
    enableTls:
      'ssl_enable=YES\nrsa_cert_file=/etc/ssl/certs/ftp.pem\nrsa_private_key_file=/etc/ssl/private/ftp.key\nforce_local_logins_ssl=NO\nforce_local_data_ssl=NO',
    relaxResumption: 'require_ssl_reuse=NO',
    requireTls: 'force_anon_logins_ssl=YES\nforce_local_logins_ssl=YES',
    noLookups: 'reverse_lookup_enable=NO',
    anySourcePort: 'connect_from_port_20=NO',
    quietGreeting: 'ftpd_banner=FTP server ready',
    refuseLowPorts: 'port_promiscuous=NO',
    refuseEpsv: 'cmds_denied=EPSV',
    limits: 'max_clients=200\nmax_per_ip=20',
  },
  where: 'In vsftpd.conf, without blanks around "=" and without quotes. Restart vsftpd.',
};
