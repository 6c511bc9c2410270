import { bySays, type ServerKnowledge } from './server.js';

/** Syncplify Server!, set in a web interface. */
export const syncplify: ServerKnowledge = {
  product: 'Syncplify Server!',
  recognise: bySays(/Syncplify/i),
  repairs: {
    setAddress: (address) => `Virtual site > FTP/S: external PASV IP: ${address}, for clear and TLS apart`,
    setRange: (low, high) => `Virtual site > FTP/S: PASV port range: ${low} - ${high}`,
  },
  where:
    'In the web administration; list the networks inside under "PASV local networks" so that they are told the inside address.',
};
