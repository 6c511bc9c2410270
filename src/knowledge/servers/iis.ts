import { bySays, type ServerKnowledge } from './server.js';

export const iis: ServerKnowledge = {
  product: 'IIS',
  recognise: bySays(/Microsoft FTP Service(?: \(Version (\d[\d.]*)\))?/i),
  repairs: {
    setAddress: (address) =>
      `appcmd set config -section:system.applicationHost/sites /siteDefaults.ftpServer.firewallSupport.externalIp4Address:"${address}" /commit:apphost`,
    setRange: (low, high) =>
      `appcmd set config -section:system.ftpServer/firewallSupport /lowDataChannelPort:"${low}" /highDataChannelPort:"${high}" /commit:apphost\nRestart-Service ftpsvc`,
  },
  where: 'The range is a setting of the server, the address one of the site; restart the service ftpsvc.',
};
