import type { Packet } from './packet.js';

/** What the first payload of a connection shows about it. */
export type Sign =
  /** FTP beyond doubt: PASV, PORT, 227 ... */
  | 'client-sure'
  | 'server-sure'
  /** It may be FTP; what follows decides. */
  | 'client-maybe'
  | 'server-maybe'
  | 'none';

const sureCommand = /^(?:PORT \d{1,3}(?:,\d{1,3}){5}|EPRT \|[12]\||PASV|EPSV(?: [12]| ALL)?|MLSD)(?: [^\r\n]*)?\r?\n/i;
const sureReply = /^(?:227 [^\r\n]*\d{1,3}(?:,\d{1,3}){5}|229 [^\r\n]*\((.)\1\1\d{1,5}\1\))/;
const command =
  /^(?:USER|PASS|ACCT|AUTH|FEAT|HOST|OPTS|SYST|TYPE|CWD|CDUP|PWD|XPWD|LIST|NLST|MLST|RETR|STOR|APPE|SIZE|MDTM|NOOP|REST|DELE|RNFR|RNTO|MKD|RMD|PBSZ|PROT|CLNT|SITE|STAT|ABOR|QUIT|ALLO|MODE|STRU)(?: [^\r\n]*)?\r?\n/i;
const reply = /^[1-6]\d\d[ -][^\r\n]*\r?\n/;

/** The beginning of a payload as Latin-1 text. */
export function beginning({ bytes, payload, end }: Packet, most = 200): string {
  let text = '';
  for (let at = payload, stop = Math.min(end, payload + most); at < stop; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** A look at the first byte, so that most payloads cost no more than that. */
export function mayBeFtp({ bytes, payload, end }: Packet): boolean {
  if (end - payload < 5) return false;
  const first = bytes[payload] ?? 0;
  return (first >= 49 && first <= 54) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
}

/** What a payload shows by its content, whatever the port. */
export function signOf(packet: Packet): Sign {
  if (!mayBeFtp(packet)) return 'none';
  const text = beginning(packet);
  if (sureCommand.test(text)) return 'client-sure';
  if (sureReply.test(text)) return 'server-sure';
  if (command.test(text)) return 'client-maybe';
  return reply.test(text) ? 'server-maybe' : 'none';
}

/** Whether a line is a command that an FTP client would send, and no other protocol's beginning. */
export function isFtpCommand(line: string): boolean {
  return command.test(`${line}\n`) || sureCommand.test(`${line}\n`);
}

/** Whether bytes begin with a TLS handshake record (RFC 8446 section 5.1). */
export function isClientHello({ bytes, payload, end }: Packet): boolean {
  return end - payload >= 6 && bytes[payload] === 22 && bytes[payload + 1] === 3 && bytes[payload + 5] === 1;
}
