import { bySays, type ServerKnowledge } from './server.js';

/** Titan FTP Server, set in a user interface. */
export const titan: ServerKnowledge = {
  product: 'Titan FTP Server',
  recognise: bySays(/Titan FTP Server(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Server > Connections: PASV IP address: ${address}`,
    setRange: (low, high) => `Server > Connections: PASV port range: ${low} - ${high}`,
  },
  where: 'In the administration interface; restart the server.',
};
