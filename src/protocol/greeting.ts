import type { Reply } from '../model/observations.js';
import { readAddress } from './disclosed.js';

/** What a greeting discloses of the server's own end: ProFTPD's `[10.0.0.5]`, bftpd's, Pure-FTPd's `Server port: 21.` */
export function decodeGreeting(reply: Reply): { serverInside: string | null; serverPort: number | null } {
  let serverInside: string | null = null;
  let serverPort: number | null = null;
  for (const line of reply.lines.slice(0, 50)) {
    const text = line.slice(0, 500).trim();
    const own = /\[([^[\]]{2,60})\]$/.exec(text)?.[1] ?? /\bbftpd \S{1,30} at (\S{2,60}) ready/i.exec(text)?.[1];
    serverInside ??= own === undefined ? null : readAddress(own);
    const port = Number(/Server port: (\d{1,5})/.exec(text)?.[1] ?? Number.NaN);
    if (port >= 1 && port <= 65_535) serverPort ??= port;
  }
  return { serverInside, serverPort };
}

/** What speaks in place of an FTP server. */
export type ForeignService = 'ssh' | 'http' | 'smtp' | 'tls' | 'pop3' | 'imap' | 'other';

/** Names a service by the first bytes it sends. */
export function classifyForeignGreeting(text: string): ForeignService {
  if (/^SSH-\d/.test(text)) return 'ssh';
  if (/^HTTP\/\d|^\s{0,10}<(?:!doctype|html|\?xml)/i.test(text)) return 'http';
  if (text.startsWith('+OK') || text.startsWith('-ERR')) return 'pop3';
  if (/^\* (?:OK|PREAUTH|BYE)\b/.test(text)) return 'imap';
  // A TLS alert, or a handshake record, of any version.
  if (/^[\x15\x16]\x03/.test(text)) return 'tls';
  return /^[245]\d\d[ -].{0,200}\bE?SMTP\b/.test(text) ? 'smtp' : 'other';
}

/**
 * Whether a greeting is one of FTP. Mail and news servers greet with reply codes too, and name themselves. Host names
 * such as ftp.example.com or smtp.example.com say nothing, so only capitals count.
 */
export function isFtpGreeting(reply: Reply): boolean {
  const text = reply.lines.slice(0, 50).join(' ').slice(0, 4000);
  if (/\bFTPS?\b|\bFTP[Dd]\b|\bftpd\b|ftp (?:server|service)/.test(text)) return true;
  return !/\bE?SMTP\b|\bLMTP\b|\bNNTP\b|\bInterNetNews\b/.test(text);
}
