import type { Style } from '../formats/format.js';

/** What a look at an output stream tells; `columns` is 0 or undefined where it does not know. */
export interface StreamFacts {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** The command line's word on appearance; `colour` is null where it says nothing. */
export interface StyleFlags {
  readonly colour: boolean | null;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Sentences instead of drawings and tables. */
  readonly plain?: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the width is not known, the width that text has had since the punched card. */
const usualWidth = 80;

/** Colour for one stream: the flag, then NO_COLOR (if not empty), FORCE_COLOR, TERM=dumb, and whether it is a terminal. */
export function coloured(flag: boolean | null, env: Environment, stream: StreamFacts): boolean {
  if (flag !== null) return flag;
  if (set(env['NO_COLOR'])) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return env['TERM'] !== 'dumb' && stream.isTTY;
}

/**
 * Whether the reader sees more than ASCII: the locale says UTF-8 (LC_ALL before LC_CTYPE before LANG, as POSIX has it),
 * and the terminal is neither dumb nor the Linux console, whose font has few signs. On Windows, which has no locale
 * variables, the terminals that announce themselves do.
 */
export function unicodeSeen(env: Environment, platform: string): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(set);
  if (locale !== undefined) return /utf-?8/i.test(locale);
  return platform === 'win32' && (set(env['WT_SESSION']) || env['TERM_PROGRAM'] === 'vscode');
}

/** Columns of a stream; some terminals report 0 until they are drawn, which counts as unknown. */
export function widthOf(stream: StreamFacts): number {
  return stream.columns === undefined || stream.columns <= 0 ? usualWidth : stream.columns;
}

/** How to write to one stream. Each stream is asked for itself: stdout may be a file while stderr is a terminal. */
export function styleFor(flags: StyleFlags, env: Environment, stream: StreamFacts, platform: string): Style {
  return {
    width: widthOf(stream),
    colour: coloured(flags.colour, env, stream),
    unicode: unicodeSeen(env, platform),
    quiet: flags.quiet,
    verbose: flags.verbose,
    ...(flags.plain === true ? { plain: true } : {}),
  };
}

function set(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
