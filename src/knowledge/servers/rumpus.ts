import { bySays, type ServerKnowledge } from './server.js';

/** Rumpus for macOS, set in a user interface; its passive ports are 3000 to 3008 unless set. */
export const rumpus: ServerKnowledge = {
  product: 'Rumpus',
  recognise: bySays(/Rumpus/i),
  repairs: {
    setAddress: (address) => `Network Settings > FTP: PASV response: external IP address ${address}`,
    setRange: (low, high) => `Network Settings > FTP: passive ports from ${low} to ${high}`,
  },
  where: 'In Rumpus; restart its FTP service. Without a setting the ports are 3000 to 3008.',
};
