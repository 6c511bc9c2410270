import { filezilla } from './filezilla.js';
import { iis } from './iis.js';
import { inetutils } from './inetutils.js';
import { proftpd } from './proftpd.js';
import { pureFtpd } from './pure-ftpd.js';
import { pyftpdlib } from './pyftpdlib.js';
import type { Fingerprint, ServerKnowledge } from './server.js';
import { sftpgo } from './sftpgo.js';
import { vsftpd } from './vsftpd.js';

/** Every product, the most telling fingerprint first. */
export const servers: readonly ServerKnowledge[] = [
  vsftpd,
  proftpd,
  pureFtpd,
  pyftpdlib,
  filezilla,
  iis,
  sftpgo,
  inetutils,
];

/** The product behind a fingerprint; `null` where none is recognised. */
export function identifyServer(fingerprint: Fingerprint): { product: string; version: string | null } | null {
  for (const server of servers) {
    const found = server.recognise(fingerprint);
    if (found !== null) return { product: server.product, version: found.version };
  }
  return null;
}

export function knowledgeOf(product: string): ServerKnowledge | null {
  return servers.find((one) => one.product === product) ?? null;
}
