import { bySays, type ServerKnowledge } from './server.js';

/** Globalscape EFT, set in a user interface. */
export const eft: ServerKnowledge = {
  product: 'Globalscape EFT',
  recognise: bySays(/(?:GlobalSCAPE )?EFT Server(?: \(v\. ?(\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Site > Connections > FTP > PASV settings: Assign PASV mode IP address: ${address}`,
    setRange: (low, high) => `Site > Connections > FTP > PASV settings: PASV port range: ${low} - ${high}`,
  },
  where: 'In the administration interface of the site; no restart is needed.',
};
