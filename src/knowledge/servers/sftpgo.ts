import { bySays, type ServerKnowledge } from './server.js';

/** SFTPGo, whose FTP half is ftpserverlib. */
export const sftpgo: ServerKnowledge = {
  product: 'SFTPGo',
  recognise: bySays(/SFTPGo(?:[ _](\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `"ftpd": { "bindings": [ { "force_passive_ip": "${address}" } ] }`,
    setRange: (low, high) => `"ftpd": { "passive_port_range": { "start": ${low}, "end": ${high} } }`,
    enableActive: '"ftpd": { "disable_active_mode": false }',
    relaxPeerCheck:
      '"ftpd": { "bindings": [ { "passive_connections_security": 1, "active_connections_security": 1 } ] }',
    enableTls:
      '"ftpd": { "certificate_file": "/etc/ssl/certs/ftp.pem", "certificate_key_file": "/etc/ssl/private/ftp.key", "bindings": [ { "tls_mode": 0 } ] }',
    limits: '"common": { "max_total_connections": 200, "max_per_host_connections": 20 }',
  },
  where:
    'In sftpgo.json, or as environment variables (SFTPGO_FTPD__BINDINGS__0__FORCE_PASSIVE_IP, SFTPGO_FTPD__PASSIVE_PORT_RANGE__START); restart sftpgo. A container must publish the same ports.',
};
