import { beforeDashes } from './arguments.js';
import { unjudged, warn, withoutPasswords } from './command.js';
import { runCommandLine } from './command-line.js';
import { interrupted, takeSignals } from './signals.js';
import { UsageError } from './usage-error.js';

/** What is still open belongs to nobody when the result is out; nothing may keep the process alive after this. */
const farewellMs = 250;

/** Whether a scheduler reads standard output: NRPE and its kin show nothing else, so a fault must be told there, too. */
function feedsScheduler(argv: readonly string[]): boolean {
  const said = beforeDashes(argv).join('\n');
  const values = (name: string): string[] =>
    [...said.matchAll(new RegExp(`^--${name}[=\n](.*)$`, 'gm'))].map(([, value = '']) => value);
  const at = values('format').findIndex((format) => format.toLowerCase() === 'nagios');
  return at >= 0 && (values('output')[at] ?? '-') === '-';
}

async function tell(error: unknown, argv: readonly string[]): Promise<void> {
  const own = !(error instanceof UsageError);
  const said = error instanceof Error ? error.message : String(error);
  const text = own
    ? `internal error: ${said}; this is a fault of ftpdoctor: please report it with the output of --verbose`
    : said;
  if (feedsScheduler(argv)) {
    const { unknownLine } = await import('../formats/nagios.js');
    process.stdout.write(unknownLine(withoutPasswords(text)));
  }
  warn(text);
  const verbose = argv.includes('--verbose') || argv.includes('-v');
  if (own && verbose && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

/**
 * Ends the process where it would end by itself. Node.js 20 takes its handles apart then, and has been seen to spin in
 * that for ever (`Environment::CleanupHandles`) after a peer had reset its connections. Everything has been said by then.
 */
export function endAtOnce(): void {
  process.on('exit', (code) => process.exit(code));
}

/** Runs a command line to its end: sets the exit code, and turns whatever is thrown into one line on stderr. */
export async function start(argv: readonly string[]): Promise<void> {
  // A stream that breaks is told to whoever writes to it; without a listener it would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const broken = (error: unknown): void => {
    void tell(error, argv).finally(() => process.exit(unjudged));
  };
  endAtOnce();
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
  takeSignals();
  try {
    process.exitCode = await runCommandLine(argv);
  } catch (error) {
    await tell(error, argv);
    process.exitCode = unjudged;
  }
  if (interrupted()) process.exit();
  setTimeout(() => process.exit(), farewellMs).unref();
}
