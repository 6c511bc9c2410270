import { bySays, type ServerKnowledge } from './server.js';

/** The FTP listener of webMethods Integration Server. */
export const webMethods: ServerKnowledge = {
  product: 'webMethods Integration Server',
  recognise: bySays(/webMethods/i),
  repairs: {
    setRange: (low, high) => `watt.net.ftpPassivePort.min=${low}\nwatt.net.ftpPassivePort.max=${high}`,
  },
  where: 'Under Settings > Extended of the Integration Server; restart the FTP listener.',
};
