import type { TargetFacts } from '../model/target.js';
import type { Further } from './further.js';

/** As a shell takes it: in quotes where it holds more than plain letters. */
function quoted(text: string): string {
  return /^[\w.,:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
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
  const { user, path, activeAddress, activePorts, timeoutMs } = target;
  const ports = activePorts === null ? null : `${activePorts.low}-${activePorts.high}`;
  const options: readonly (readonly [name: string, value: string | null])[] = [
    ['--user', ['', 'anonymous', 'unknown'].includes(user) ? null : user],
    ['--path', path === '' ? null : path],
    ['--active-address', elsewhere ? null : activeAddress],
    ['--active-ports', elsewhere ? null : ports],
    ['--timeout', [0, 8000].includes(timeoutMs) ? null : `${timeoutMs}ms`],
  ];
  return options.flatMap(([name, value]) =>
    value === null || given.includes(`${name} `) ? [] : [`${name} ${quoted(value)}`],
  );
}

/** The command line that runs it against the same target, with what the person has to see to in a comment. */
export function commandFor(
  target: TargetFacts,
  { options, where, elsewhere }: Pick<Further, 'options' | 'where' | 'elsewhere'> = { options: '', where: '' },
): string {
  const given = typeof options === 'string' ? options : options(target.port);
  const words = ['ftpdoctor check', ...kept(target, given, elsewhere === true), given, targetOf(target)];
  return `${words.filter((word) => word !== '').join(' ')}${where === '' ? '' : `   # ${where}`}`;
}
