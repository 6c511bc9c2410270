import { isIPv4 } from 'node:net';
import { issue } from '../../reflector/issue.js';
import { usualLimits, type Credentials, type Door, type Settings } from '../../reflector/settings.js';
import { version } from '../../version.js';
import { whyNot } from '../errno.js';
import { isIpv6Literal } from '../host-name.js';
import { readSmall } from '../read-small.js';
import { UsageError } from '../usage-error.js';
import { duration, port, portRange, wholeNumber } from '../values.js';
import { all, word, type Words } from '../words.js';
import { tokensOf } from './tokens.js';

const mostPem = 1 << 20;
const mostDoors = 16;

/** `21`, `990:tls`, `192.0.2.1:2121` or `[2001:db8::1]:990:tls`. */
export function readDoor(text: string): Door {
  const [, bracketed, bare, digits = '', tls] = /^(?:\[([^\]]*)\]:|([\d.]+):)?(\d{1,5})(:tls)?$/i.exec(text) ?? [];
  const host = bracketed ?? bare ?? '';
  const good = digits !== '' && (host === '' ? bracketed === undefined : isIPv4(host) || isIpv6Literal(host));
  if (!good) {
    throw new UsageError(
      `--listen "${text}" cannot be read; write for example 21, 990:tls, 192.0.2.1:21 or [2001:db8::1]:21`,
    );
  }
  return { host, port: digits === '0' ? 0 : port('--listen: port', digits), tls: tls !== undefined };
}

function pem(words: Words, option: string, kind: RegExp): string | null {
  const file = word(words, option);
  if (file === undefined) return null;
  try {
    const text = new TextDecoder().decode(readSmall(file, mostPem));
    if (kind.test(text)) return text;
  } catch (error) {
    throw new UsageError(`--${option}: ${file} ${whyNot(error)}; give a PEM file`);
  }
  throw new UsageError(`--${option}: ${file} holds none; give a PEM file`);
}

function credentialsOf(words: Words): Credentials {
  const cert = pem(words, 'tls-cert', /-----BEGIN CERTIFICATE-----/);
  const key = pem(words, 'tls-key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/);
  if (cert !== null && key !== null) return { cert, key };
  if (cert !== null || key !== null)
    throw new UsageError('--tls-cert and --tls-key belong together; give both or none');
  const made = issue({ subject: 'ftpdoctor reflector', toDay: 825 });
  return { cert: made.certificate, key: made.keyPem };
}

function addressOf(words: Words): string | null {
  const address = word(words, 'public-address');
  if (address === undefined || isIPv4(address)) return address ?? null;
  throw new UsageError(`--public-address "${address}" is not an IPv4 address; PASV carries no other`);
}

/** What the command line asks for. Throws `UsageError` for what cannot be served. */
export function settingsOf(words: Words, env: NodeJS.ProcessEnv): Settings {
  const listen = all(words, 'listen');
  const doors = (listen.length === 0 ? ['21', '2121'] : listen).map(readDoor);
  if (doors.length > mostDoors) throw new UsageError(`--listen may be given ${mostDoors} times at most`);
  const range = portRange('data-range', word(words, 'data-range') ?? '50000-50100');
  if (range.low < 1024)
    throw new UsageError('--data-range: ports below 1024 are no data ports; begin at 1024 or above');
  if (range.high - range.low < 7)
    throw new UsageError('--data-range: 8 ports are the least; two stay open all the time');
  const number = (name: string, usual: number): number => {
    const given = word(words, name);
    return given === undefined ? usual : wholeNumber(name, given, 1, 100_000);
  };
  const idle = word(words, 'idle');
  return {
    doors,
    range,
    publicAddress: addressOf(words),
    tokens: tokensOf(words, 'token-file', env),
    credentials: credentialsOf(words),
    version,
    limits: {
      ...usualLimits,
      sessions: number('max-sessions', usualLimits.sessions),
      perAddress: number('max-per-address', usualLimits.perAddress),
      perMinute: number('max-per-minute', usualLimits.perMinute),
      idleMs: idle === undefined ? usualLimits.idleMs : duration('idle', idle),
    },
  };
}
