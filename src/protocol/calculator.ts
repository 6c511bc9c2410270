import type { Endpoint } from '../model/network.js';
import { formatEprt, formatPort, parseEprt, parsePort, type EndpointParse } from './active.js';
import { classify, familyOf, formatEndpoint, parseEndpoint } from './address.js';
import { formatLprt, longNumbers } from './long-address.js';
import { parse227, parse229 } from './passive.js';

/** A conversion between an endpoint and its FTP texts, with the arithmetic. */
export type Calculation =
  | {
      readonly ok: true;
      readonly lines: readonly string[];
      readonly json: {
        readonly kind: string;
        /** `null` where the text names a port only (229). */
        readonly host: string | null;
        readonly port: number;
        readonly scope: string | null;
        readonly arithmetic: string;
        readonly oddities: readonly string[];
        readonly texts?: Readonly<Record<string, string>>;
      };
    }
  | { readonly ok: false; readonly error: string };

function arithmeticOf(port: number): string {
  return `${port >> 8} x 256 + ${port & 0xff} = ${port}`;
}

function explained(kind: string, host: string | null, port: number, oddities: readonly string[]): Calculation {
  const arithmetic = arithmeticOf(port);
  const found = host === null ? null : classify(host);
  const source = found?.source == null ? '' : ` (${found.scope}, ${found.source})`;
  return {
    ok: true,
    lines: [
      `${kind}: ${host === null ? `port ${port}, on the address of the control connection` : formatEndpoint({ host, port })}`,
      `  port     ${arithmetic}  (high byte ${port >> 8}, low byte ${port & 0xff})`,
      ...(found === null
        ? []
        : [`  address  ${found.meaning}${source}${found.embedded === null ? '' : `, around ${found.embedded}`}`]),
      ...oddities.map((oddity) => `  note     ${oddity}`),
    ],
    json: { kind, host, port, scope: found?.scope ?? null, arithmetic, oddities },
  };
}

interface Reading {
  readonly kind: string;
  readonly pattern: RegExp;
  read(args: string, whole: string): EndpointParse | ReturnType<typeof parse229>;
}

const reply = (code: number, whole: string): { code: number; lines: string[] } => ({ code, lines: [whole] });

/** The forms a text can have, the most telling first. */
const readings: readonly Reading[] = [
  { kind: 'PORT', pattern: /\bPORT\s+([\d,\s-]+)/i, read: (args) => parsePort(args) },
  { kind: 'EPRT', pattern: /\bEPRT\s+(\S+)/i, read: (args) => parseEprt(args) },
  { kind: 'LPRT', pattern: /\bLPRT\s+([\d,\s]+)/i, read: (args) => longNumbers(args) },
  { kind: '227', pattern: /\b227[ -](.*)/s, read: (args) => parse227(reply(227, `227 ${args}`)) },
  { kind: '228', pattern: /\b228[ -].*?([\d,\s]{9,})/s, read: (args) => longNumbers(args) },
  { kind: '229', pattern: /\b229[ -](.*)/s, read: (args) => parse229(reply(229, `229 ${args}`)) },
  { kind: '229', pattern: /\(([|!])\1\1\d+\1\)/, read: (_, whole) => parse229(reply(229, `229 ${whole}`)) },
  { kind: 'EPRT', pattern: /^(\|[12]\|\S+)$/, read: (args) => parseEprt(args) },
  { kind: 'address and port', pattern: /\(?\s*(-?\d+(?:\s*,\s*-?\d+){3,})\s*\)?/, read: (args) => parsePort(args) },
];

/** Reads PORT, EPRT, LPRT, 227, 228 or 229 text, six bare numbers, or two for a port alone. */
export function decodeText(text: string): Calculation {
  const whole = text.trim().slice(0, 2000);
  const shown = whole.length > 80 ? `${whole.slice(0, 80)}...` : whole;
  const pair = /^\(?\s*(\d+)\s*,\s*(\d+)\s*\)?$/.exec(whole);
  if (pair !== null) {
    const [high, low] = [Number(pair[1]), Number(pair[2])];
    if (high > 255 || low > 255)
      return { ok: false, error: `"${shown}": ${Math.max(high, low)} is not a byte (0 to 255)` };
    return explained('port', null, high * 256 + low, []);
  }
  for (const reading of readings) {
    const match = reading.pattern.exec(whole);
    if (match === null) continue;
    const parsed = reading.read(match[1] ?? '', whole);
    if (!parsed.ok) return { ok: false, error: `"${shown}" cannot be used: ${parsed.why}` };
    return explained(reading.kind, parsed.endpoint.host, parsed.endpoint.port, parsed.oddities);
  }
  return {
    ok: false,
    error: `"${shown}" holds no address and port; give PORT, EPRT, 227 or 229 text, or numbers such as 192,168,0,3,19,243`,
  };
}

function textsOf(endpoint: Endpoint): Record<string, string> {
  const { port } = endpoint;
  const extended = {
    EPRT: formatEprt(endpoint),
    EPSV: `229 Entering Extended Passive Mode (|||${port}|)`,
    LPRT: formatLprt(endpoint),
  };
  if (familyOf(endpoint.host) === 6) return extended;
  const command = formatPort(endpoint);
  return { PORT: command, PASV: `227 Entering Passive Mode (${command.slice(5)}).`, ...extended };
}

/** `host:port` (IPv6 in brackets) to the text of every command and reply that can carry it. */
export function encodeEndpoint(text: string): Calculation {
  const endpoint = parseEndpoint(text.trim());
  if (endpoint === null)
    return {
      ok: false,
      error: `"${text}" is not an address and port; write for example 10.0.0.10:50000 or [2001:db8::1]:50000`,
    };
  const { host, port } = endpoint;
  if (familyOf(host) === null)
    return { ok: false, error: `"${host}" is not an IP address; FTP's texts carry addresses, not names` };
  if (port === 0) return { ok: false, error: `"${text}": port 0 cannot be connected to; ports are 1 to 65535` };
  const texts = textsOf(endpoint);
  const { scope, meaning, source } = classify(host);
  const arithmetic = arithmeticOf(port);
  return {
    ok: true,
    lines: [
      `${formatEndpoint(endpoint)}  ${meaning}${source === null ? '' : ` (${scope}, ${source})`}`,
      `  port  ${arithmetic}  (high byte ${port >> 8}, low byte ${port & 0xff})`,
      ...Object.entries(texts).map(([name, line]) => `  ${name}  ${line}`),
    ],
    json: { kind: 'endpoint', host, port, scope, arithmetic, oddities: [], texts },
  };
}
