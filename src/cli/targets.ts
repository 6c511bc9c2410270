import { isIP } from 'node:net';
import type { Target, TlsMode } from '../model/target.js';
import { tlsModeOf } from './check-options.js';
import { netrcLogin } from './netrc.js';
import { givenPassword, passwordFor } from './password.js';
import { parseTarget, safeText, shownTarget, type TargetText } from './target.js';
import { UsageError } from './usage-error.js';
import { port } from './values.js';
import { word, type Words } from './words.js';

/** What surrounds a command line and may fill it in. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (text: string) => void;
}

function tlsOf(parsed: TargetText, words: Words): TlsMode {
  const asked = tlsModeOf(words, parsed.tls ?? 'off');
  if (parsed.tls !== null && parsed.tls !== 'off' && asked !== parsed.tls) {
    throw new UsageError(`--tls ${asked} contradicts the target, whose scheme asks for ${parsed.tls} TLS; give one`);
  }
  return asked;
}

function portOf(parsed: TargetText, words: Words, tls: TlsMode): number {
  const option = word(words, 'port');
  const otherwise = option === undefined ? (tls === 'implicit' ? 990 : 21) : port('--port', option);
  return parsed.port ?? otherwise;
}

function checkFamily(host: string, words: Words): void {
  const family = word(words, 'family');
  const found = isIP(host.replace(/%.*$/, ''));
  if (found !== 0 && (family === '4' || family === '6') && found !== Number(family)) {
    throw new UsageError(`--family ${family}, but ${host} is an IPv${found} address; leave one of them out`);
  }
}

function fill(parsed: TargetText, words: Words, given: string | null, { env, warn }: Surroundings): Target {
  const tls = tlsOf(parsed, words);
  const named = parsed.user ?? word(words, 'user') ?? null;
  const secret = parsed.password ?? given ?? env['FTPDOCTOR_PASSWORD'] ?? '';
  // A .netrc that is not needed is not read, and so not complained about either.
  const netrc = named !== null && secret !== '' ? null : netrcLogin(parsed.host, named, env, warn);
  const user = named ?? netrc?.user ?? null;
  if (user === '') throw new UsageError('the target names an empty user; leave the @ out for anonymous');
  return {
    host: parsed.host,
    port: portOf(parsed, words, tls),
    tls,
    user: safeText('the user', user ?? 'anonymous'),
    password: passwordFor({
      host: parsed.host,
      user,
      url: parsed.password,
      given,
      env: env['FTPDOCTOR_PASSWORD'],
      netrc: netrc?.password ?? null,
    }),
    path: parsed.path ?? safeText('--path', word(words, 'path') ?? ''),
  };
}

/** The targets of the command line. Options, environment, .netrc and defaults fill in what a target leaves open. */
export async function targetsOf(operands: readonly string[], words: Words, around: Surroundings): Promise<Target[]> {
  const parsed = operands.map((operand) => {
    const target = parseTarget(operand);
    checkFamily(target.host, words);
    return target;
  });
  for (const [at, { password }] of parsed.entries()) {
    if (password === null || password === '') continue;
    // Others could see it since we were started; from here on they no longer do.
    process.title = 'ftpdoctor';
    around.warn(
      `the password in ${shownTarget(operands[at] ?? '')} can be seen by others in the list of processes; ` +
        'use --password-file, --password-stdin or .netrc',
    );
  }
  const given = await givenPassword(words);
  return parsed.map((one) => fill(one, words, given, around));
}
