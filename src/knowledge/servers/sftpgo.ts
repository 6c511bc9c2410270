import { bySays, type ServerKnowledge } from './server.js';

export const sftpgo: ServerKnowledge = {
  product: 'SFTPGo',
  recognise: bySays(/SFTPGo[ _]?(\d[\w.]*)?/i),
  repairs: {
    setAddress: (address) => `"ftpd": { "bindings": [ { "force_passive_ip": "${address}" } ] }`,
    setRange: (low, high) => `"ftpd": { "passive_port_range": { "start": ${low}, "end": ${high} } }`,
    enableActive: '"ftpd": { "disable_active_mode": false }',
  },
  where: 'In sftpgo.json (or SFTPGO_FTPD__ environment variables); restart sftpgo.',
};
