import type { Endpoint, Failure, FailureKind } from '../../model/network.js';
import { familyOf } from '../../protocol/address.js';

/** The verbs of FTP that clients send (RFC 959, 1639, 2228, 2389, 2428, 3659, 4217, 7151). */
const verbs =
  'ABOR|ACCT|ALLO|APPE|AUTH|AVBL|CCC|CDUP|CLNT|CSID|CWD|DELE|EPRT|EPSV|FEAT|HASH|HELP|HOST|LANG|LIST|LPRT|LPSV|MDTM|MFF|MFMT|MKD|MLSD|MLST|MODE|NLST|NOOP|OPTS|PASS|PASV|PBSZ|PORT|PRET|PROT|PWD|QUIT|REIN|REST|RETR|RMD|RNFR|RNTO|SITE|SIZE|SMNT|STAT|STOR|STOU|STRU|SYST|TYPE|USER|XCRC|XCUP|XCWD|XMKD|XPWD|XRMD';
const commandLine = new RegExp(`^(?:${verbs})(?: [^\\r\\n]*)?$`);
const anyCase = new RegExp(commandLine.source, 'i');
const replyLine = /^[1-6]\d\d(?:[ -]|$)/;

/** Whether a text is a command as clients write it: a known verb in capitals (in any case with `loose`). */
export function isCommand(text: string, loose = false): boolean {
  const code = text.charCodeAt(0);
  // Most lines of a log are neither; a look at the first letter keeps them cheap.
  if (code < 65 || code > 122) return false;
  return loose ? anyCase.test(text) : commandLine.test(text);
}

/** Whether a text is the first or last line of a reply. */
export function isReply(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 49 && code <= 54 && replyLine.test(text);
}

const endpointPattern =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})[:#](\d{1,5})(?!\d)|\[([0-9a-f:.]{2,45})\]:(\d{1,5})(?!\d)/i;

/** An endpoint from a host literal and digits; `null` unless both are valid. */
export function endpoint(host: string | undefined, port: string | number | undefined): Endpoint | null {
  const number = Number(port ?? Number.NaN);
  if (host === undefined || !Number.isInteger(number) || number < 0 || number > 65_535) return null;
  return familyOf(host) === null ? null : { host, port: number };
}

/** The first `address:port` in a text. */
export function endpointIn(text: string): Endpoint | null {
  const match = endpointPattern.exec(text);
  return match === null ? null : endpoint(match[1] ?? match[3], match[2] ?? match[4]);
}

/** What a client's words for a failure amount to: errno names and the commonest wordings of several languages. */
const kinds: readonly (readonly [FailureKind, RegExp])[] = [
  ['refused', /ECONNREFUSED|10061|refus|verweigert|abgelehnt|rechaz|rifiutat|recusad|拒绝|拒否/i],
  ['reset', /ECONNRESET|ECONNABORTED|10053|10054|reset|aborted|zurückgesetzt|abgebrochen|réinitialis/i],
  ['unreachable', /EHOSTUNREACH|ENETUNREACH|1006[05]\b(?!.*tim)|no route|unreachable|nicht erreichbar|inaccessible/i],
  ['not-found', /ENOTFOUND|EAI_|11001|could not resolve|couldn't resolve|name or service not known|unknown host/i],
  ['tls', /\b(?:TLS|SSL)\b|GnuTLS|certificate/i],
  [
    'timed-out',
    /ETIMEDOUT|10060|timed? ?out|time-out|timeout|Zeitüberschreitung|délai|tiempo|tempo|время|таймаут|超时|タイムアウト/i,
  ],
  ['closed', /clos|EOF|disconnect|connection lost|unterbrochen|getrennt/i],
];

/** A failure in the log's own words, with the kind that they show; `unknown` where they show none. */
export function failureOf(words: string): Failure {
  const detail = words.trim().slice(0, 300);
  return { kind: kinds.find(([, pattern]) => pattern.test(detail))?.[0] ?? 'unknown', detail };
}

/** Milliseconds since 1970 for the parts of a date in the log's own clock; `null` where they make no date. */
export function timeOf(text: string): number | null {
  const ms = Date.parse(text.replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3').replace(/(\d) (\d)/, '$1T$2'));
  return Number.isNaN(ms) ? null : ms;
}
