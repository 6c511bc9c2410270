import type { Reply } from '../model/observations.js';

/** What a reply says about itself beyond its code. */
export type ServerMeaning =
  | 'foreign-address'
  | 'active-disabled'
  | 'passive-disabled'
  | 'data-peer-rejected'
  | 'connect-back-failed'
  | 'tls-resumption'
  | 'tls-data-required'
  | 'tls-required'
  | 'data-never-arrived'
  | 'range-exhausted'
  | 'wrong-family'
  | 'no-data-setup'
  | 'idle-timeout'
  | 'too-busy'
  | 'login'
  | 'bind-failed'
  | 'misconfigured';

interface Disclosed {
  readonly host: string;
  readonly port: number | null;
}

/** A decoded reply: its meaning, and what it discloses. */
export interface ServerText {
  readonly meaning: ServerMeaning;
  /** The address (and port) in PORT or EPRT as it arrived at the server. */
  readonly received?: Disclosed;
  /** Our address as the server sees it. */
  readonly seenAs?: string;
  readonly seenPort?: number;
  /** The words of the server's operating system. */
  readonly errno?: string;
}

interface Pattern {
  readonly verbs: RegExp;
  readonly text: RegExp;
  read(match: RegExpExecArray): ServerText;
}

const means =
  (meaning: ServerMeaning): Pattern['read'] =>
  () => ({ meaning });
const any = /^/;
const active = /^(PORT|EPRT)$/;
const passive = /^(PASV|EPSV)$/;
const listing = /^(LIST|NLST|MLSD|RETR|STOR)$/;
const login = /^(|AUTH|HOST|USER|PASS)$/;

const errnos =
  /Connection refused|Connection timed out|No route to host|Network is unreachable|Permission denied|Operation not permitted|Cannot assign requested address|Host is down|Address already in use/i;

function failedBack(match: RegExpExecArray): ServerText {
  const errno = errnos.exec(match.input)?.[0];
  return errno === undefined ? { meaning: 'connect-back-failed' } : { meaning: 'connect-back-failed', errno };
}

function endpoint(host = '', port = ''): Disclosed {
  return { host, port: port === '' ? null : Number(port) };
}

/** First match counts; what a text says most exactly stands first. */
const patterns: readonly Pattern[] = [
  // Pure-FTPd names both addresses, pyftpdlib the one it received.
  {
    verbs: active,
    text: /won't open a connection to ([\da-f.:]+) \(only to ([\da-f.:]+)\)/i,
    read: ([, received, seen = '']) => ({ meaning: 'foreign-address', received: endpoint(received), seenAs: seen }),
  },
  {
    verbs: active,
    text: /Rejected data connection to foreign address ([\da-f.:]+):(\d{1,5})/i,
    read: ([, host, port]) => ({ meaning: 'foreign-address', received: endpoint(host, port) }),
  },
  // ProFTPD under <Limit>.
  { verbs: active, text: /: Operation not permitted$/i, read: means('active-disabled') },
  { verbs: passive, text: /: Operation not permitted$/i, read: means('passive-disabled') },
  {
    verbs: active,
    text: /Active mode is disabled|PORT command is disabled|Unable to service PORT|after EPSV ALL/i,
    read: means('active-disabled'),
  },
  {
    verbs: active,
    text: /Illegal (PORT|EPRT) command|foreign address|given address is not yours|addresses do not match|cannot accept argument|security requirements|I won't connect/i,
    read: means('foreign-address'),
  },
  {
    verbs: active,
    text: /Can't (build|open) data connection|Could not open data connection|Unable to build data connection/i,
    read: failedBack,
  },
  {
    verbs: any,
    text: /Rejected data connection from foreign address ([\da-f.:]+):(\d{1,5})/i,
    read: ([, host, port]) => ({ meaning: 'data-peer-rejected', received: endpoint(host, port) }),
  },
  { verbs: listing, text: /Bad IP connecting|security requirements not met/i, read: means('data-peer-rejected') },
  {
    verbs: listing,
    text: /session of data connection (has )?not resumed|session reuse required|data connection must be resumed/i,
    read: means('tls-resumption'),
  },
  {
    verbs: listing,
    text: /PROT|must be encrypted|data connections? .{0,20}protect/i,
    read: means('tls-data-required'),
  },
  {
    verbs: listing,
    text: /data channel timed out|accept tcp .{0,80}timeout|No connection established/i,
    read: means('data-never-arrived'),
  },
  {
    verbs: listing,
    text: /Use PORT or PASV first|Use PORT, PASV or EPSV first|No data connection|Bad sequence/i,
    read: means('no-data-setup'),
  },
  {
    verbs: listing,
    text: /Failed to establish connection|Can't (open|build) data connection|Could not open data connection|Unable to build data connection|Cannot (open|prepare for) data connection/i,
    read: failedBack,
  },
  {
    verbs: passive,
    text: /All reserved TCP ports are busy|Could not listen|Unable to (set up|listen)|No free ports|Failed listen/i,
    read: means('range-exhausted'),
  },
  { verbs: passive, text: /invalid pasv_address/i, read: means('misconfigured') },
  { verbs: passive, text: /only for IPv4|PASV on IPv6|protocol/i, read: means('wrong-family') },
  {
    verbs: passive,
    text: /(passive|PASV|EPSV) .{0,30}(disabled|not allowed|denied)/i,
    read: means('passive-disabled'),
  },
  { verbs: active, text: /protocol/i, read: means('wrong-family') },
  { verbs: any, text: /vsf_sysutil_bind|Address already in use/i, read: means('bind-failed') },
  {
    verbs: login,
    text: /must use encryption|(SSL|TLS)[^.]{0,20} required|cleartext sessions|use (AUTH )?(TLS|SSL)|Policy requires SSL|TLS is required|encryption required/i,
    read: means('tls-required'),
  },
  {
    verbs: any,
    text: /too many (connections|users|clients)|maximum (number of )?(clients|users|connections)|No more connections|connection limit|Sorry, the maximum|server is full/i,
    read: means('too-busy'),
  },
  {
    verbs: any,
    text: /Idle timeout|No transfer timeout|Timeout \(no|Activity timeout|^421 Timeout|Control connection timed out/i,
    read: means('idle-timeout'),
  },
  { verbs: login, text: /login|password|not logged in|authentication/i, read: means('login') },
];

/** What a reply means, beyond its code, for the verb it answers (`''` for the greeting). `null` where it says no more. */
export function decodeReply(reply: Reply, command: string): ServerText | null {
  if (reply.code < 400) return null;
  const text = reply.lines.join(' ').slice(0, 2000);
  for (const pattern of patterns) {
    const match = pattern.verbs.test(command) ? pattern.text.exec(text) : null;
    if (match !== null) return pattern.read(match);
  }
  return null;
}

/** The addresses in a STAT reply: ours as the server sees it, or the server's own. */
export function decodeStat(reply: Reply): {
  seenAs: string | null;
  seenPort: number | null;
  serverInside: { host: string; port: number | null } | null;
} {
  const nothing = { seenAs: null, seenPort: null, serverInside: null };
  for (const line of reply.lines.slice(0, 100)) {
    const text = line.slice(0, 500);
    // pyftpdlib writes its own end of the control connection, with a colon behind "to".
    const own = /Connected to: \[?([\da-f.:]+?)\]?:(\d{1,5})$/i.exec(text.trim());
    if (own !== null) return { ...nothing, serverInside: endpoint(own[1], own[2]) };
    const proftpd = /Connected from \S+ \((?:::ffff:)?([\da-f.:]+)\)/i.exec(text);
    if (proftpd !== null) return { ...nothing, seenAs: proftpd[1] ?? null };
    const sftpgo = /Connected to \S+ from \[?([\da-f.:]+?)\]?:(\d{1,5}) for/i.exec(text);
    if (sftpgo !== null) return { ...nothing, seenAs: sftpgo[1] ?? null, seenPort: Number(sftpgo[2]) };
    const plain = /Connected to (?:\S+ \()?(?:::ffff:)?([\da-f.:]*[\da-f])\)?$/i.exec(text.trim());
    if (plain?.[1] !== undefined && /[.:]/.test(plain[1])) return { ...nothing, seenAs: plain[1] };
  }
  return nothing;
}

/** ProFTPD's `[10.0.0.5]` and Pure-FTPd's `Server port: 21` in the greeting. */
export function decodeGreeting(reply: Reply): { serverInside: string | null; serverPort: number | null } {
  const text = reply.lines.join('\n').slice(0, 4000);
  const own = /\[(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]{3,39})\]\s*$/im.exec(text)?.[1] ?? null;
  const port = /Server port: (\d{1,5})/.exec(text)?.[1];
  return { serverInside: own, serverPort: port === undefined ? null : Number(port) };
}

export type ForeignService = 'ssh' | 'http' | 'smtp' | 'tls' | 'pop3' | 'imap' | 'other';

/** What speaks in place of an FTP server, by its first bytes. */
export function classifyForeignGreeting(text: string): ForeignService {
  if (/^SSH-\d/.test(text)) return 'ssh';
  if (/^HTTP\/\d|^<(!doctype|html)/i.test(text)) return 'http';
  if (text.startsWith('+OK')) return 'pop3';
  if (text.startsWith('* OK')) return 'imap';
  if (/^[\x15\x16]\x03/.test(text)) return 'tls';
  return /^220.{0,200}SMTP/i.test(text) ? 'smtp' : 'other';
}

/** Whether a greeting is one of FTP: mail servers greet with 220 as well, and name themselves. */
export function isFtpGreeting(reply: Reply): boolean {
  const text = reply.lines.join(' ');
  return !/\bE?SMTP\b/.test(text) || /\bFTP\b/i.test(text);
}
