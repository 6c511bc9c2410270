import { unjudged, warn } from './command.js';
import { runCommandLine } from './command-line.js';
import { interrupted, takeSignals } from './signals.js';
import { UsageError } from './usage-error.js';

/** What is still open belongs to nobody when the result is out; nothing may keep the process alive after this. */
const farewellMs = 250;

function tell(error: unknown, verbose: boolean): void {
  if (error instanceof UsageError) {
    warn(error.message);
    return;
  }
  const text = error instanceof Error ? error.message : String(error);
  warn(`internal error: ${text}; this is a fault of ftpdoctor: please report it with the output of --verbose`);
  if (verbose && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

/** Runs a command line to its end: sets the exit code, and turns whatever is thrown into one line on stderr. */
export async function start(argv: readonly string[]): Promise<void> {
  const verbose = argv.includes('--verbose') || argv.includes('-v');
  // A stream that breaks is told to whoever writes to it; without a listener it would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const broken = (error: unknown): void => {
    tell(error, verbose);
    process.exit(unjudged);
  };
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
  takeSignals();
  try {
    process.exitCode = await runCommandLine(argv);
  } catch (error) {
    tell(error, verbose);
    process.exitCode = unjudged;
  }
  if (interrupted()) process.exit();
  setTimeout(() => process.exit(), farewellMs).unref();
}
