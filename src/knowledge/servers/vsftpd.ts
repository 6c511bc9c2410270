import { bySays, type ServerKnowledge } from './server.js';

export const vsftpd: ServerKnowledge = {
  product: 'vsftpd',
  recognise: bySays(/vsFTPd (\d[\w.+-]*)?/i),
  repairs: {
    setAddress: (address) => `pasv_address=${address}`,
    setRange: (low, high) => `pasv_min_port=${low}\npasv_max_port=${high}`,
    enablePassive: 'pasv_enable=YES',
    enableActive: 'port_enable=YES',
    enableTls: 'ssl_enable=YES\nrsa_cert_file=/etc/ssl/certs/ftp.pem',
  },
  where: 'In vsftpd.conf, without blanks around "=" and without quotes; restart vsftpd.',
};
