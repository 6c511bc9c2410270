import { unjudged, warn } from './command.js';
import { runCommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

/** What is still open belongs to nobody when the result is out; nothing may keep the process alive after this. */
const farewellMs = 1000;

/** Runs a command line to its end: sets the exit code, and turns whatever is thrown into one line on stderr. */
export async function start(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough (head, less) is no fault of ours.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' ? process.exitCode : unjudged);
    });
  }
  const broken = (error: unknown): void => {
    const verbose = argv.includes('--verbose');
    const text = error instanceof Error ? ((verbose ? error.stack : undefined) ?? error.message) : String(error);
    warn(
      `internal error: ${text}\nThis is a fault of ftpdoctor; please report it with the command line and --verbose output.`,
    );
    process.exit(unjudged);
  };
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
  try {
    process.exitCode = await runCommandLine(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      broken(error);
      return;
    }
    warn(error.message);
    process.exitCode = unjudged;
  }
  setTimeout(() => process.exit(), farewellMs).unref();
}
