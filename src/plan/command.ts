import type { TargetFacts } from '../model/target.js';
import type { Further } from './further.js';

/** As a shell takes it: in quotes where it holds more than plain letters. */
function quoted(text: string): string {
  return /^[\w.,:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** An option with its value. What begins with a dash must not be taken for another option. */
function option(name: string, value: string): string {
  return `${name}${value.startsWith('-') ? '=' : ' '}${quoted(value)}`;
}

function targetOf({ host, port, tls }: TargetFacts): string {
  // A log does not always tell which server it is about.
  if (host === 'unknown') return 'SERVER';
  const scheme = { off: '', explicit: 'ftpes://', implicit: 'ftps://' }[tls];
  const name = host.includes(':') ? `[${host}]` : host;
  return quoted(scheme + (port === (tls === 'implicit' ? 990 : 21) ? name : `${name}:${port}`));
}

/** The options of the check that was made, as far as they decide what is tried. */
function kept(target: TargetFacts, given: string, elsewhere: boolean): readonly string[] {
  const { user, path, activeAddress, activePorts, timeoutMs, family, ftpHost, bind, samples, altPort } = target;
  // In clear no certificate is shown.
  const { tlsInsecure = false, ownRoots = false } = target.tls === 'off' ? {} : target;
  const ports = activePorts === null ? null : `${activePorts.low}-${activePorts.high}`;
  const options: readonly (readonly [name: string, value: string | null])[] = [
    ['--user', ['', 'anonymous', 'unknown'].includes(user) ? null : user],
    ['--path', path === '' ? null : path],
    ['--ca', ownRoots ? 'FILE' : null],
    ['--family', family === undefined ? null : String(family)],
    ['--ftp-host', ftpHost ?? null],
    ['--bind', elsewhere ? null : (bind ?? null)],
    ['--active-address', elsewhere ? null : activeAddress],
    ['--active-ports', elsewhere ? null : ports],
    ['--timeout', [0, 8000].includes(timeoutMs) ? null : `${timeoutMs}ms`],
    ['--samples', samples === undefined ? null : String(samples)],
    ['--alt-port', altPort === undefined ? null : String(altPort)],
  ];
  return [
    ...(tlsInsecure ? ['--tls-insecure'] : []),
    ...options.flatMap(([name, value]) => (value === null || given.includes(`${name} `) ? [] : [option(name, value)])),
  ];
}

/** The command line that runs it against the same target, fit to be pasted into any shell. */
export function commandFor(
  target: TargetFacts,
  { verb = 'check', options, elsewhere }: Pick<Further, 'verb' | 'options' | 'elsewhere'> = { options: '' },
): string {
  const given = typeof options === 'string' ? options : options(target.port);
  const words = [`ftpdoctor ${verb}`, ...kept(target, given, elsewhere === true), given, targetOf(target)];
  return words.filter((word) => word !== '').join(' ');
}
