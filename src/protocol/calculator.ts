import type { Endpoint } from '../model/network.js';
import { formatEprt, formatLprt, formatPort, formatSixNumbers, parseEprt, parseLprt, parsePort } from './active.js';
import { classify, familyOf, formatEndpoint, parseEndpoint } from './address.js';
import { formatLongAddress } from './long-address.js';
import { parse227, parse228, parse229, type PassiveParse } from './passive.js';

/** A conversion between an endpoint and its FTP texts, with the arithmetic shown; or an error that says what to write. */
export type Calculation =
  | {
      readonly ok: true;
      readonly lines: readonly string[];
      readonly json: {
        /** The form of the text: `PORT`, `227`, `EPRT` ... */
        readonly kind: string;
        /** `null` where the text names a port only. */
        readonly host: string | null;
        readonly port: number;
        readonly scope: string | null;
        readonly arithmetic: string;
        readonly oddities: readonly string[];
        readonly texts?: Readonly<Record<string, string>>;
      };
    }
  | { readonly ok: false; readonly error: string };

interface Form {
  readonly kind: string;
  /** Finds the form in a text; the first group is what `read` gets. */
  readonly pattern: RegExp;
  /** How it is written, for the error. */
  readonly model: string;
  readonly read: (words: string) => PassiveParse;
}

const reply = (code: number, text: string): { code: number; lines: string[] } => ({ code, lines: [`${code} ${text}`] });
const six = 'six numbers from 0 to 255: h1,h2,h3,h4,p1,p2';
const delimited = '(|||50000|)';
const long = '4,4,h1,h2,h3,h4,2,p1,p2, or 6,16, the sixteen bytes, 2,p1,p2';

/** The forms a text can have, the most telling first. What stands around them in a log does not matter. */
const forms: readonly Form[] = [
  { kind: 'PORT', pattern: /\bPORT[ \t]+([-\d][-\d,. \t]*)/i, model: six, read: parsePort },
  {
    kind: 'EPRT',
    pattern: /\bEPRT[ \t]+(\S+)/i,
    model: '|1|192.0.2.1|50000| or |2|2001:db8::1|50000|',
    read: parseEprt,
  },
  { kind: 'LPRT', pattern: /\bLPRT[ \t]+(\d[\d, \t]*)/i, model: long, read: parseLprt },
  { kind: '227', pattern: /\b227[- ](.*)/s, model: six, read: (text) => parse227(reply(227, text)) },
  { kind: '228', pattern: /\b228[- ](.*)/s, model: long, read: (text) => parse228(reply(228, text)) },
  { kind: '229', pattern: /\b229[- ](.*)/s, model: delimited, read: (text) => parse229(reply(229, text)) },
  { kind: 'address and port', pattern: /^\(?[ \t]*(-?\d+[ \t]*,[-\d,. \t]*)\)?$/, model: six, read: parsePort },
  { kind: 'EPRT', pattern: /^(\|[12]\|.*)$/, model: '|1|192.0.2.1|50000|', read: parseEprt },
  { kind: '229', pattern: /^(\(?[|!#~^].*)/, model: delimited, read: (text) => parse229(reply(229, text)) },
];

/** The input as it may stand in an error: no control characters, and not all of it. */
function quoted(text: string): string {
  const clean = text.slice(0, 80).replace(/[^ -~]/g, '?');
  return `"${clean}${text.length > 80 ? '...' : ''}"`;
}

function portLine(port: number): { arithmetic: string; line: string } {
  const [high, low] = [port >> 8, port & 0xff];
  const arithmetic = `${high} x 256 + ${low} = ${port}`;
  return { arithmetic, line: `  port     ${arithmetic}  (high byte ${high} first, then low byte ${low})` };
}

function addressLines(host: string | null): string[] {
  if (host === null) return [];
  const { scope, source, meaning, embedded } = classify(host);
  const reserved = source === null ? '' : ` (${scope}, ${source})`;
  return [`  address  ${meaning}${reserved}${embedded === null ? '' : `, around ${embedded}`}`];
}

function explained(kind: string, host: string | null, port: number, oddities: readonly string[]): Calculation {
  const { arithmetic, line } = portLine(port);
  const where =
    host === null ? `port ${port}, on the address of the control connection` : formatEndpoint({ host, port });
  return {
    ok: true,
    lines: [`${kind}: ${where}`, line, ...addressLines(host), ...oddities.map((oddity) => `  note     ${oddity}`)],
    json: { kind, host, port, scope: host === null ? null : classify(host).scope, arithmetic, oddities },
  };
}

/** Reads PORT, EPRT, LPRT, 227, 228 or 229 text, six bare numbers, or two for a port alone. Never throws. */
export function decodeText(text: string): Calculation {
  const whole = text.slice(0, 2000).trim();
  const pair = /^\(?[ \t]*(\d{1,5})[ \t]*,[ \t]*(\d{1,5})[ \t]*\)?$/.exec(whole);
  if (pair !== null) {
    const [high, low] = [Number(pair[1]), Number(pair[2])];
    const wrong = [high, low].find((byte) => byte > 255);
    if (wrong === undefined) return explained('port', null, high * 256 + low, []);
    return { ok: false, error: `octet ${wrong} in ${quoted(whole)} is above 255; a port is two bytes, high,low` };
  }
  for (const { kind, pattern, model, read } of forms) {
    const words = pattern
      .exec(whole)?.[1]
      ?.trim()
      .replace(/[-,.;"']+$/, '');
    if (words === undefined) continue;
    const parsed = read(words);
    if (parsed.ok) return explained(kind, parsed.endpoint.host, parsed.endpoint.port, parsed.oddities);
    return { ok: false, error: `${quoted(whole)} cannot be used: ${parsed.why}; write ${model}` };
  }
  const mend =
    parseEndpoint(whole) === null
      ? 'give PORT, EPRT, 227 or 229 text, or numbers such as 192,168,0,3,19,243'
      : `it is one already; "encode" turns it into FTP's texts`;
  return { ok: false, error: `${quoted(whole)} is no FTP text with an address and port; ${mend}` };
}

function textsOf(endpoint: Endpoint): Record<string, string> {
  const extended = {
    EPRT: formatEprt(endpoint),
    EPSV: `229 Entering Extended Passive Mode (|||${endpoint.port}|)`,
    LPRT: formatLprt(endpoint),
    LPSV: `228 Entering Long Passive Mode (${formatLongAddress(endpoint)})`,
  };
  if (familyOf(endpoint.host) === 6) return extended;
  return {
    PORT: formatPort(endpoint),
    PASV: `227 Entering Passive Mode (${formatSixNumbers(endpoint)}).`,
    ...extended,
  };
}

/** `host:port` (IPv6 in brackets) to the text of every command and reply that can carry it. Never throws. */
export function encodeEndpoint(text: string): Calculation {
  const whole = text.slice(0, 2000).trim();
  const endpoint = parseEndpoint(whole);
  const example = 'write for example 10.0.0.10:50000 or [2001:db8::1]:50000';
  if (endpoint === null) {
    const port = Number(/[^:]:(\d{1,9})$/.exec(whole)?.[1] ?? 0);
    const why =
      port > 65_535 ? `names port ${port}, which is above 65535` : 'is not an address (no host name) and port';
    return { ok: false, error: `${quoted(whole)} ${why}; ${example}` };
  }
  const { host, port } = endpoint;
  if (port === 0) return { ok: false, error: `${quoted(whole)}: port 0 cannot be connected to; ports are 1 to 65535` };
  const texts = textsOf(endpoint);
  const { arithmetic, line } = portLine(port);
  const forms4 = familyOf(host) === 6 ? ['  PORT and 227 have no room for an IPv6 address'] : [];
  return {
    ok: true,
    lines: [
      formatEndpoint(endpoint),
      line,
      ...addressLines(host),
      ...Object.entries(texts).map(([name, written]) => `  ${name}     ${written}`),
      ...forms4,
    ],
    json: { kind: 'endpoint', host, port, scope: classify(host).scope, arithmetic, oddities: [], texts },
  };
}
