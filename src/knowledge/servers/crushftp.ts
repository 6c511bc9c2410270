import { bySays, type ServerKnowledge } from './server.js';

/** CrushFTP, set in a user interface. */
export const crushftp: ServerKnowledge = {
  product: 'CrushFTP',
  recognise: bySays(/CrushFTP(?: Server)?(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Preferences > IP/Servers > the FTP item: external address for passive mode ${address}`,
    setRange: (low, high) => `Preferences > IP/Servers > the FTP item: passive ports ${low} to ${high}`,
  },
  where: 'In the administration interface; stop and start the FTP item.',
};
