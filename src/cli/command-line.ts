import yargs, { type Argv } from 'yargs';
import type { Words } from './check-options.js';
import { unjudged, type Command } from './command.js';
import { absentCommands, commands, type Entry } from './commands/index.js';
import { nearest } from './nearest.js';
import { writeOut } from './output.js';
import { UsageError } from './usage-error.js';

/** Words that every command understands. */
const common = {
  help: { type: 'boolean', alias: 'h', describe: 'this text' },
} as const;

function entryOf(name: string | undefined): Entry | undefined {
  return commands.find((one) => one.name === name);
}

/** Splits a command line into command and rest; without a command it is a check. */
function commandOf(argv: readonly string[]): { entry: Entry; rest: readonly string[] } {
  const [first] = argv;
  if (first !== undefined && absentCommands.includes(first)) {
    throw new UsageError(
      `this version has no command "${first}"; for a host of that name write: ftpdoctor check ${first}`,
    );
  }
  const entry = entryOf(first);
  const check = entryOf('check');
  if (entry !== undefined) return { entry, rest: argv.slice(1) };
  if (check === undefined) throw new Error('the list of commands has no check');
  return { entry: check, rest: argv };
}

function parserFor(command: Command, rest: readonly string[]): Argv {
  const parser = yargs([...rest])
    .scriptName('ftpdoctor')
    .usage(`ftpdoctor ${command.name} ${command.takes} [options]\n\n${command.title}`)
    .options({ ...command.options, ...common })
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    })
    .help(false)
    .version(false)
    .exitProcess(false)
    // Without a throw here yargs would go on after an error.
    .fail((message, error) => {
      throw new UsageError(usage(message, error));
    })
    .wrap(Math.min(100, process.stdout.columns > 0 ? process.stdout.columns : 80));
  for (const [line, says] of command.examples) parser.example(line, says);
  return parser;
}

function usage(message: string, error: Error | undefined): string {
  const needs = /^Not enough arguments following: (\S+)/.exec(message);
  if (needs !== null) return `--${needs[1] ?? ''} needs a value`;
  return message === '' && error !== undefined ? error.message : message;
}

/** Refuses an option that does not exist, and names the one that was most likely meant. */
function refuseUnknown(words: Words, command: Command): void {
  const known = [...Object.keys(command.options), ...Object.keys(common), 'h', '_', '$0'];
  for (const name of Object.keys(words)) {
    if (known.includes(name)) continue;
    const near = nearest(name, Object.keys(command.options));
    const dashes = name.length === 1 ? '-' : '--';
    const hint = near === null ? `see ftpdoctor ${command.name} --help` : `did you mean --${near}?`;
    throw new UsageError(`unknown option ${dashes}${name}; ${hint}`);
  }
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'ftpdoctor tells why FTP "hangs on LIST": which firewall, NAT or ALG kills the data connection, and who mends it.',
    '',
    'Examples:',
    '  ftpdoctor ftp.example.com                 try every mode and name the cause of what fails',
    '  ftpdoctor decode 227 "(10,0,0,10,195,80)" address and port behind the numbers',
    '  ftpdoctor lab --list                      simulated networks to learn from',
    '',
    'Commands:',
    ...commands.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    '',
    'Exit codes: 0 healthy, 1 degraded, 2 broken, 3 could not judge (usage, unknown name, interrupted).',
    'More: ftpdoctor COMMAND --help',
    '',
  ].join('\n');
}

/** Runs one command line. Answers with the exit code; throws `UsageError` for misuse. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  if (argv.length === 0) {
    process.stderr.write(overview());
    return unjudged;
  }
  const [first] = argv;
  if (argv.length === 1 && (first === '--help' || first === '-h' || first === 'help')) {
    await writeOut(overview());
    return 0;
  }
  const { entry, rest } = commandOf(argv);
  const { default: command } = await entry.load();
  const parser = parserFor(command, rest);
  const words = (await parser.parseAsync()) as Words;
  if (words['help'] === true) {
    await writeOut(`${await parser.getHelp()}\n`);
    return 0;
  }
  refuseUnknown(words, command);
  const operands = (words['_'] as readonly unknown[]).map(String);
  const [word] = operands;
  if (rest === argv && word !== undefined && (entryOf(word) !== undefined || absentCommands.includes(word))) {
    throw new UsageError(
      `write the command first: ftpdoctor ${word} ...; for a host of that name: ftpdoctor check ${word}`,
    );
  }
  return command.run(operands, words);
}
