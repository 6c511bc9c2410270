import { Parser } from 'yargs/helpers';
import type { OptionSpec, OptionSpecs } from './command.js';
import { nearest } from './nearest.js';
import { UsageError } from './usage-error.js';
import type { Words } from './words.js';

export interface Arguments {
  readonly operands: readonly string[];
  readonly words: Words;
}

/** Words before `--`, after which nothing is an option. */
export function beforeDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end < 0 ? argv : argv.slice(0, end);
}

function unknown(name: string, specs: OptionSpecs, command: string): UsageError {
  const near = nearest(name.replace(/^-+/, ''), [...Object.keys(specs), 'help', 'version']);
  const mend = near === null ? `ftpdoctor ${command} --help lists the options` : `did you mean --${near}?`;
  return new UsageError(`unknown option ${name}; ${mend}`);
}

function specOf(name: string, specs: OptionSpecs): OptionSpec | undefined {
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}

/** `-qv` to `--quiet --verbose`. */
function spelledOut(letters: string, specs: OptionSpecs, command: string): string[] {
  return Array.from(letters, (letter) => {
    const found = Object.entries(specs).find(([, { short }]) => short === letter);
    if (found === undefined) throw unknown(letters.length === 1 ? `-${letter}` : `-${letters}`, specs, command);
    return `--${found[0]}`;
  });
}

/**
 * The command line in the one spelling that yargs cannot misread: every value joined to its option. Left to itself it
 * takes any word for an option, `--quiet=banana` for false, `-` for an option, and cuts quotes around a value.
 */
export function plainSpelling(argv: readonly string[], specs: OptionSpecs, command: string): string[] {
  const plain: string[] = [];
  const options = beforeDashes(argv);
  for (let at = 0; at < options.length; at++) {
    const word = options[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      plain.push(word);
      continue;
    }
    if (!word.startsWith('--')) {
      plain.push(...spelledOut(word.slice(1), specs, command));
      continue;
    }
    const [, name = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const spec = specOf(name, specs);
    if (spec === undefined) throw unknown(`--${name}`, specs, command);
    if (spec.takes === null) {
      if (joined !== undefined) throw new UsageError(`--${name} takes no value; leave "=${joined}" out`);
      plain.push(`--${name}`);
      continue;
    }
    const next = options[at + 1];
    const loose = next === undefined || (next.startsWith('-') && next !== '-') ? '' : next;
    if (joined === undefined) at++;
    const value = joined ?? loose;
    if (value === '') throw new UsageError(`--${name} needs a value; write --${name}=${spec.takes}`);
    plain.push(`--${name}="${value}"`);
  }
  return [...plain, ...argv.slice(options.length)];
}

/** Options and operands of a command line. Throws `UsageError` for an option that the command does not have. */
export function readArguments(argv: readonly string[], specs: OptionSpecs, command: string): Arguments {
  const named = (wanted: boolean): string[] =>
    Object.keys(specs).filter((name) => (specs[name]?.takes === null) === wanted);
  // The parser of yargs alone: the rest would take as long to load as a check takes.
  const { argv: parsed, error } = Parser.detailed(plainSpelling(argv, specs, command), {
    boolean: named(true),
    string: named(false),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    },
  });
  if (error !== null) throw new UsageError(error.message);
  const { _: operands, ...words } = parsed;
  return { operands: operands.map(String), words };
}
