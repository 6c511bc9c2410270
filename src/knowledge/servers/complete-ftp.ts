import { bySays, type ServerKnowledge } from './server.js';

/** CompleteFTP, set in a user interface. */
export const completeFtp: ServerKnowledge = {
  product: 'CompleteFTP',
  recognise: bySays(/Complete ?FTP(?: (?:server|v(\d[\w.]*)))?/i),
  repairs: {
    setAddress: (address) => `Sites > FTP/FTPS > Passive mode: external IP address ${address}`,
    setRange: (low, high) => `Sites > FTP/FTPS > Passive mode: port range ${low} - ${high}`,
  },
  where: 'In CompleteFTP Manager; apply the changes.',
};
