import { bySays, type ServerKnowledge } from './server.js';

/** The FTP gateway of MinIO, which has no setting for the address. */
export const minio: ServerKnowledge = {
  product: 'MinIO',
  recognise: bySays(/Welcome to '?MinIO'? FTP Server(?:.{0,20}Version='?([\w.:-]+))?/i),
  repairs: {
    setRange: (low, high) => `minio server --ftp="address=:21" --ftp="passive-port-range=${low}-${high}" ...`,
  },
  where:
    'On the command line of minio. It announces the address it was reached at: use host networking instead of published container ports, or EPSV.',
};
