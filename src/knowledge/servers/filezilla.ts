import { bySays, type ServerKnowledge } from './server.js';

export const filezilla: ServerKnowledge = {
  product: 'FileZilla Server',
  recognise: bySays(/FileZilla Server (?:version )?(\d[\w.]*)?/i),
  repairs: {
    setAddress: (address) => `Protocol settings > FTP > Passive mode > Public IP or hostname: ${address}`,
    setRange: (low, high) => `Protocol settings > FTP > Passive mode > Use custom port range: ${low} - ${high}`,
  },
  where: 'In the administration interface; no restart is needed.',
};
