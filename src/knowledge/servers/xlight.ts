import { bySays, type ServerKnowledge } from './server.js';

/** Xlight FTP Server, set in a user interface. */
export const xlight: ServerKnowledge = {
  product: 'Xlight FTP Server',
  recognise: bySays(/Xlight (?:FTP )?Server(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Virtual server > General > Passive mode: external IP address ${address}`,
    setRange: (low, high) => `Virtual server > General > Passive mode: port range ${low} - ${high}`,
  },
  where: 'In Xlight; restart the virtual server.',
};
