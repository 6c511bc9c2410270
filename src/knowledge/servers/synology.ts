import { bySays, type ServerKnowledge } from './server.js';

/** The FTP service of Synology DSM, set in a user interface. */
export const synology: ServerKnowledge = {
  product: 'Synology DSM',
  recognise: bySays(/Disk ?Station FTP server/i),
  repairs: {
    setAddress: (address) =>
      `Control Panel > File Services > FTP > Advanced: Report external IP in PASV mode, with ${address}`,
    setRange: (low, high) =>
      `Control Panel > File Services > FTP: Use the following port range of Passive FTP: ${low} - ${high}`,
  },
  where: 'In DSM; no restart is needed. Without a range of its own it uses 55536 to 55567.',
};
