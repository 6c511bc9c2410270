import { bySays, type ServerKnowledge } from './server.js';

/** Wing FTP Server, set in a web interface. */
export const wingFtp: ServerKnowledge = {
  product: 'Wing FTP Server',
  recognise: bySays(/Wing FTP Server(?: v?(\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Domain > Settings > General: external IP address for passive mode: ${address}`,
    setRange: (low, high) => `Domain > Settings > General: passive port range: ${low} - ${high}`,
  },
  where: 'In the web administration; instead of a fixed address it can also ask a name (DDNS), a web page or UPnP.',
};
