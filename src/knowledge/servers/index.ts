import { parts } from '../parts.js';
import { apacheFtpServer } from './apache-ftpserver.js';
import { awsTransfer } from './aws-transfer.js';
import { bftpd } from './bftpd.js';
import { bsdFtpd } from './bsd-ftpd.js';
import { cerberus } from './cerberus.js';
import { completeFtp } from './complete-ftp.js';
import { crushftp } from './crushftp.js';
import { eft } from './eft.js';
import { filezilla } from './filezilla.js';
import { ftpSrv } from './ftp-srv.js';
import { ftpserverlib } from './ftpserverlib.js';
import { glftpd } from './glftpd.js';
import { iis } from './iis.js';
import { inetutils } from './inetutils.js';
import { minio } from './minio.js';
import { proftpd } from './proftpd.js';
import { pureFtpd } from './pure-ftpd.js';
import { pyftpdlib } from './pyftpdlib.js';
import { qnap } from './qnap.js';
import { rumpus } from './rumpus.js';
import { servU } from './serv-u.js';
import { sftpgo } from './sftpgo.js';
import { syncplify } from './syncplify.js';
import { synology } from './synology.js';
import { titan } from './titan.js';
import { tnftpd } from './tnftpd.js';
import { unftp } from './unftp.js';
import { vsftpd } from './vsftpd.js';
import { webMethods } from './web-methods.js';
import { wingFtp } from './wing-ftp.js';
import { wuFtpd } from './wu-ftpd.js';
import { xlight } from './xlight.js';
import type { Fingerprint, Repairs, ServerKnowledge } from './server.js';

/** Every product, the most telling fingerprint first: of the BSD family the branches before the trunk, bare shapes last. */
export const servers: readonly ServerKnowledge[] = [
  vsftpd,
  // A ProFTPD by another name, which its greeting says as well.
  qnap,
  proftpd,
  pureFtpd,
  pyftpdlib,
  filezilla,
  iis,
  sftpgo,
  servU,
  crushftp,
  apacheFtpServer,
  synology,
  awsTransfer,
  cerberus,
  completeFtp,
  eft,
  minio,
  rumpus,
  syncplify,
  titan,
  unftp,
  webMethods,
  wingFtp,
  xlight,
  glftpd,
  bftpd,
  wuFtpd,
  inetutils,
  tnftpd,
  bsdFtpd,
  ftpserverlib,
  ftpSrv,
];

/** More of a text than any server needs to name itself. */
const enough = 4000;

/** The product behind a fingerprint; `null` where none is recognised. A banner can lie: this is what the server claims. */
export function identifyServer(fingerprint: Fingerprint): { product: string; version: string | null } | null {
  const { banner, system, features, stat } = fingerprint;
  const cut = {
    banner: banner.slice(0, enough),
    system: system.slice(0, enough),
    features: features.slice(0, 100),
    stat: stat.slice(0, enough),
  };
  for (const { product, recognise } of servers) {
    const found = recognise(cut);
    if (found !== null) return { product, version: found.version };
  }
  return null;
}

/** What is known of a product by the name `identifyServer` gives it. */
export function knowledgeOf(product: string): ServerKnowledge | null {
  return servers.find((one) => one.product === product) ?? null;
}

/** One setting in the words of every product that has it, for a server that did not say which it is. */
export function serverSnippet(setting: (repairs: Repairs) => string | undefined): string {
  return parts(servers, setting);
}
