import { bySays, type ServerKnowledge } from './server.js';

/** SolarWinds Serv-U, set in a user interface. */
export const servU: ServerKnowledge = {
  product: 'Serv-U',
  recognise: bySays(/Serv-U FTP[ -]Server(?: v?(\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `Domain > Listeners > the FTP listener > PASV IP address: ${address}`,
    setRange: (low, high) => `Limits & Settings > Network Settings > passive port range: ${low} - ${high}`,
  },
  where: 'In the management console; no restart is needed.',
};
