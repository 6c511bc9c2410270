import { byShape, type ServerKnowledge } from './server.js';

/** Other servers on ftpserverlib, known by its STAT; the settings are fields of the program, not of a file. */
export const ftpserverlib: ServerKnowledge = {
  product: 'ftpserverlib',
  recognise: byShape(({ stat }) => /\bConnected to \S{0,70} from \S{2,70} for \d/.test(stat)),
  repairs: {
    setAddress: (address) => `PublicHost: "${address}",`,
    setRange: (low, high) => `PassiveTransferPortRange: &ftpserver.PortRange{Start: ${low}, End: ${high}},`,
    enableActive: 'DisableActiveMode: false,',
    relaxPeerCheck:
      'PasvConnectionsCheck: ftpserver.IPMatchDisabled,\nActiveConnectionsCheck: ftpserver.IPMatchDisabled,',
  },
  where:
    'In the ftpserver.Settings that the program built on it returns; look for options of those names in the program.',
};
