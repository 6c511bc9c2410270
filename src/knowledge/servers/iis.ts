import { byShape, bySays, firstOf, type ServerKnowledge } from './server.js';

const sites = 'appcmd set config -section:system.applicationHost/sites';
const site = (...settings: readonly string[]): string =>
  `${sites} ${settings.map((setting) => `/siteDefaults.ftpServer.${setting}`).join(' ')} /commit:apphost`;

/** The FTP service of Internet Information Services, from version 5 on; the settings are those of 7 and later. */
export const iis: ServerKnowledge = {
  product: 'IIS',
  recognise: firstOf(
    bySays(/Microsoft FTP Service(?: \(Version (\d[\d.]*)\))?/i),
    bySays(/Microsoft (?:Windows NT )?FTP Server(?: \(Version (\d[\d.]*)\))?/i),
    byShape(
      ({ system, features }) =>
        system.includes('Windows_NT') && features.some((feature) => feature.startsWith('LANG EN')),
    ),
  ),
  repairs: {
    setAddress: (address) =>
      `${site(`firewallSupport.externalIp4Address:"${address}"`)}\n# IIS 6 and older cannot announce another address`,
    setRange: (low, high) =>
      `appcmd set config -section:system.ftpServer/firewallSupport /lowDataChannelPort:"${low}" /highDataChannelPort:"${high}" /commit:apphost\nRestart-Service ftpsvc\n# IIS 6: cscript adsutil.vbs set /MSFTPSVC/PassivePortRange "${low}-${high}"`,
    relaxPeerCheck: site(
      'security.dataChannelSecurity.matchClientAddressForPort:"False"',
      'security.dataChannelSecurity.matchClientAddressForPasv:"False"',
    ),
    enableTls: site('security.ssl.controlChannelPolicy:"SslAllow"', 'security.ssl.dataChannelPolicy:"SslAllow"'),
    requireTls: site('security.ssl.controlChannelPolicy:"SslRequire"', 'security.ssl.dataChannelPolicy:"SslRequire"'),
    limits: site('connections.maxConnections:"200"'),
  },
  where:
    'In the FTP Firewall Support of IIS Manager: the range belongs to the server, the address to the site. Restart the service ftpsvc; a range of 0-0 means the ephemeral ports of Windows.',
};
