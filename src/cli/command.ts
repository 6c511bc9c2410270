import { sanitise } from '../formats/sanitise.js';
import type { Words } from './words.js';

/** One option of a command, as help text and parser need it. */
export interface OptionSpec {
  /** Stands for the value in the help text, such as `FILE`; `null` for a switch, which takes none. */
  readonly takes: string | null;
  /** Heading in the help text. */
  readonly group: string;
  readonly says: string;
  /** One letter that means the same; only switches have one. */
  readonly short?: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** One command of the program: a file in `commands/` and an entry in its list. */
export interface Command {
  /** The word on the command line. */
  readonly name: string;
  /** What stands behind it in usage lines, such as `<target...>`. */
  readonly takes: string;
  /** How many operands it takes at most. */
  readonly most: number;
  readonly title: string;
  readonly examples: readonly (readonly [command: string, says: string])[];
  readonly options: OptionSpecs;
  /** Runs it with its operands and options, and answers with the exit code. Throws `UsageError` for misuse. */
  run(operands: readonly string[], words: Words): Promise<number>;
}

/** The exit code for everything ftpdoctor could not judge: usage, configuration, interruption, its own faults. */
export const unjudged = 3;

/** Cuts the password out of every URL in a text; one may stand where no target was expected. */
export function withoutPasswords(text: string): string {
  return text.replace(/(:\/\/[^\s:@/]*):\S*@/g, '$1:****@');
}

/** One line on stderr, whatever text of the user or of a file stands in it. */
export function warn(text: string): void {
  process.stderr.write(`ftpdoctor: ${sanitise(withoutPasswords(text), 1000)}\n`);
}

/** `--format` of commands that print no reports. */
export const formatOption: OptionSpec = {
  takes: 'FORMAT',
  group: 'Output',
  says: 'text or json (default text)',
};
