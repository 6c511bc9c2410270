import { bySays, type ServerKnowledge } from './server.js';

/** Cerberus FTP Server, set in a user interface. */
export const cerberus: ServerKnowledge = {
  product: 'Cerberus FTP Server',
  recognise: bySays(/Cerberus FTP Server(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) =>
      `Server Manager > Listeners > the FTP listener: PASV options, use a different IP for PASV mode: ${address}`,
    setRange: (low, high) => `Server Manager > Advanced: passive ports from ${low} to ${high}`,
  },
  where: 'In the Server Manager; no restart is needed.',
};
