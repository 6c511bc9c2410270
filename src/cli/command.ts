import type { Options } from 'yargs';
import type { Words } from './check-options.js';

/** One command of the program: a file in `commands/` and an entry in its list. */
export interface Command {
  /** The word on the command line. */
  readonly name: string;
  /** What stands behind it in usage lines, such as `<target...>`. */
  readonly takes: string;
  readonly title: string;
  readonly examples: readonly (readonly [command: string, says: string])[];
  readonly options: Readonly<Record<string, Options>>;
  /** Runs it with its words and options, and answers with the exit code. */
  run(operands: readonly string[], words: Words): Promise<number>;
}

/** The four exit codes' value for everything ftpdoctor could not judge: usage, configuration, interruption, own faults. */
export const unjudged = 3;

export function warn(text: string): void {
  process.stderr.write(`ftpdoctor: ${text}\n`);
}

/** `--format json` of commands that print tables otherwise. */
export const formatOption: Options = { type: 'string', requiresArg: true, describe: 'text or json (default text)' };
