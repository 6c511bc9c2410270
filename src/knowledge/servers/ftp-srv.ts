import { byShape, type ServerKnowledge } from './server.js';

/** The ftp-srv package of Node.js, known by its STAT; its greeting is the program's own. */
export const ftpSrv: ServerKnowledge = {
  product: 'ftp-srv',
  recognise: byShape(({ stat }) => /^211 Status OK\s*$/.test(stat)),
  repairs: {
    setAddress: (address) => `new FtpSrv({ pasv_url: '${address}' })`,
    setRange: (low, high) => `new FtpSrv({ pasv_min: ${low}, pasv_max: ${high} })`,
    enablePassive: "new FtpSrv({ pasv_url: 'ADDRESS' })    // without it, PASV is answered with 502",
    enableTls: 'new FtpSrv({ tls: { key, cert } })',
  },
  where: 'In the options of the constructor; pasv_url is a bare IP address or a function, not a URL.',
};
