import { bySays, type ServerKnowledge } from './server.js';

/** Apache FtpServer, known by SYST. */
export const apacheFtpServer: ServerKnowledge = {
  product: 'Apache FtpServer',
  recognise: bySays(/Apache FtpServer(?: (\d[\w.]*))?/i),
  repairs: {
    setAddress: (address) => `<data-connection><passive external-address="${address}"/></data-connection>`,
    setRange: (low, high) => `<data-connection><passive ports="${low}-${high}"/></data-connection>`,
    enableActive: '<data-connection><active enabled="true"/></data-connection>',
    relaxPeerCheck: '<data-connection><active ip-check="false"/></data-connection>',
  },
  where:
    'In the listener of its XML configuration; ports and external-address go into one passive element. Restart it.',
};
