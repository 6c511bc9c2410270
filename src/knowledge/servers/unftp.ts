import { bySays, type ServerKnowledge } from './server.js';

/** unFTP and servers built on libunftp. */
export const unftp: ServerKnowledge = {
  product: 'unFTP',
  recognise: bySays(/\bunFTP\b|libunftp/i),
  repairs: {
    setAddress: (address) => `unftp --passive-host ${address}`,
    setRange: (low, high) => `unftp --passive-ports ${low}-${high}`,
  },
  where: 'On the command line; --passive-host also takes a name or from-connection.',
};
