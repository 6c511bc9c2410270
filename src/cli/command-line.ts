import { beforeDashes, readArguments } from './arguments.js';
import { unjudged, warn } from './command.js';
import { commands, type Entry } from './commands/index.js';
import { commandHelp, overview } from './help.js';
import { nearest } from './nearest.js';
import { commonOptions } from './options-of.js';
import { writeOut } from './output.js';
import { version } from '../version.js';
import { UsageError } from './usage-error.js';
import { isSet } from './words.js';

function entryOf(name: string | undefined): Entry | undefined {
  return commands.find((one) => one.name === name);
}

/** Splits a command line into command and rest; without a command it is a check. */
function commandOf(argv: readonly string[]): { entry: Entry; rest: readonly string[] } {
  const [first] = argv;
  const entry = entryOf(first);
  const check = entryOf('check');
  if (entry !== undefined) return { entry, rest: argv.slice(1) };
  if (check === undefined) throw new Error('the list of commands has no check');
  return { entry: check, rest: argv };
}

/** A command behind its options would be checked as a host; a slip of the pen in it would, too. */
function refuseLateCommand(operand: string | undefined, quiet: boolean): void {
  if (operand === undefined) return;
  if (entryOf(operand) !== undefined) {
    throw new UsageError(
      `write the command first: ftpdoctor ${operand} ...; for a host of that name: ftpdoctor check ${operand}`,
    );
  }
  const near = nearest(
    operand,
    commands.map(({ name }) => name),
  );
  if (near !== null && !quiet) warn(`"${operand}" is taken for a host; did you mean the command: ftpdoctor ${near}?`);
}

/** Runs one command line. Answers with the exit code; throws `UsageError` for misuse. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  if (argv.length === 0) {
    process.stderr.write(overview(commands));
    return unjudged;
  }
  if (beforeDashes(argv).some((word) => word === '--version' || word === '-V')) {
    await writeOut(`${version}\n`);
    return 0;
  }
  const asksHelp = beforeDashes(argv).some((word) => word === '--help' || word === '-h');
  const [first, second] = argv;
  if (first === 'help' ? second === undefined : asksHelp && argv.length === 1) {
    await writeOut(overview(commands));
    return 0;
  }
  const { entry, rest } = commandOf(first === 'help' ? argv.slice(1) : argv);
  const { default: command } = await entry.load();
  if (asksHelp || first === 'help') {
    const help = { ...command, options: { ...command.options, ...commonOptions } };
    await writeOut(commandHelp(help, process.stdout.columns > 0 ? process.stdout.columns : 80));
    return 0;
  }
  const { operands, words } = readArguments(rest, command.options, command.name);
  if (rest === argv && argv[0] !== '--') refuseLateCommand(operands[0], isSet(words, 'quiet'));
  if (operands.length > command.most) {
    throw new UsageError(
      `"${operands[command.most] ?? ''}" is one word too many; write ftpdoctor ${command.name} ${command.takes}`.trim(),
    );
  }
  return command.run(operands, words);
}
