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
  for (let at = payload, stop = Math.min(end, payload + most); at < stop; at++)
    text += String.fromCharCode(bytes[at] ?? 0);
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

/** What is sure of a command whose end is missing: the verb; `null` where not even that is. */
export function knownCommand(beginning: string): string | null {
  const verb = /^([A-Za-z]{3,4}) /.exec(beginning)?.[1];
  return verb !== undefined && isFtpCommand(verb) ? verb : null;
}

/** What is sure of a reply whose end is missing; an address that may be cut is left out. `null` without a code. */
export function knownReply(beginning: string): string | null {
  if (!/^[1-6]\d\d[ -]/.test(beginning)) return null;
  return /^22[79]/.test(beginning) && !beginning.includes(')') ? beginning.slice(0, 3) : beginning;
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 8));

/** Whether bytes look like the beginning of a command. */
export function beginsCommand(bytes: Uint8Array): boolean {
  const verb = /^([A-Za-z]{3,4})(?:[ \r\n]|$)/.exec(latin(bytes))?.[1];
  return verb !== undefined && isFtpCommand(verb);
}

/** Whether bytes look like the beginning of a reply. */
export function beginsReply(bytes: Uint8Array): boolean {
  return /^[1-6]\d\d[ -]/.test(latin(bytes));
}
