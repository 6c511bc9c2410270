import { randomBytes } from 'node:crypto';
import { exitCodes } from '../../formats/exit-code.js';
import { safeJson } from '../../formats/sanitise.js';
import type { End, FxpOptions } from '../../fxp/end.js';
import { fxpReport } from '../../fxp/report.js';
import { runFxp } from '../../fxp/run.js';
import { fxpText } from '../../fxp/text.js';
import type { Target } from '../../model/target.js';
import { tcpNetwork } from '../../network/tcp.js';
import { version } from '../../version.js';
import { checkOptions, choice, probeOptionsOf } from '../check-options.js';
import { styleFor, type StyleFlags } from '../colour.js';
import { formatOption, unjudged, warn, type Command, type OptionSpec } from '../command.js';
import { writeOut } from '../output.js';
import { createProgress } from '../progress.js';
import { interrupted, onInterrupt } from '../signals.js';
import { targetsOf } from '../targets.js';
import { UsageError } from '../usage-error.js';
import { duration } from '../values.js';
import { isSet, word, type Words } from '../words.js';

const login = (says: string): OptionSpec => ({ takes: 'FILE', group: 'Logins', says });
const output = (says: string): OptionSpec => ({ takes: null, group: 'Output', says });
const { timeout, deadline, family, bind, ca } = checkOptions;

/** One of the two servers, with the password that was meant for it and no other. */
async function targetFor(end: End, operand: string, words: Words, quiet: boolean): Promise<Target> {
  const name = `FTPDOCTOR_${end.toUpperCase()}_PASSWORD`;
  const file = word(words, `${end}-password-file`);
  const own = { family: words['family'], ...(file === undefined ? {} : { 'password-file': file }) };
  const env = { ...process.env, FTPDOCTOR_PASSWORD: process.env[name] };
  const named = (text: string): string =>
    text
      .replaceAll(', --password-stdin', '')
      .replaceAll('--password-file', `--${end}-password-file`)
      .replaceAll('FTPDOCTOR_PASSWORD', name);
  try {
    const tell = (text: string): void => {
      if (!quiet) warn(named(text));
    };
    const [target] = await targetsOf([operand], own, { env, warn: tell });
    if (target === undefined) throw new Error('a target went missing');
    return target;
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(named(error.message));
    throw error;
  }
}

function optionsOf(words: Words): FxpOptions {
  const { timeoutMs, family: only, bind: address, tlsInsecure, ca: roots } = probeOptionsOf(words);
  const fileName = `ftpdoctor-${randomBytes(6).toString('hex')}`;
  const allowWrite = isSet(words, 'allow-write');
  return { timeoutMs, allowWrite, fileName, family: only, bind: address, tlsInsecure, ca: roots };
}

export default {
  name: 'fxp',
  takes: '<from> <to>',
  most: 2,
  title:
    'Transfer from server to server: can these two do it, and which setting forbids it? PASV at one and PORT at the other, then the reverse (Q247132). Servers are written as for check; the path is the directory for a test file, or at <from> a file to send.',
  examples: [
    ['ftpdoctor fxp ftp://ann@one.example.com/ ftp://bob@two.example.com/incoming/', 'negotiation only'],
    ['ftpdoctor fxp --allow-write --format json FROM TO', 'with a small file, removed afterwards'],
  ],
  options: {
    'from-password-file': login('first line is the password for <from>; or FTPDOCTOR_FROM_PASSWORD, or .netrc'),
    'to-password-file': login('first line is the password for <to>; or FTPDOCTOR_TO_PASSWORD, or .netrc'),
    'allow-write': {
      takes: null,
      group: 'What to try',
      says: 'store a small file, send it from one server to the other, and remove it',
    },
    timeout,
    deadline: { ...deadline, says: 'longest time for all of it (default none)' },
    family,
    bind: { ...bind, says: 'local address to connect from' },
    'tls-insecure': checkOptions['tls-insecure'],
    ca,
    format: formatOption,
    quiet: { ...output('the verdict only, and no progress'), short: 'q' },
    verbose: { ...output('every step on standard error'), short: 'v' },
    'no-color': output('no colour'),
  },
  async run(operands, words) {
    const [from, to] = operands;
    if (from === undefined || to === undefined) {
      throw new UsageError('fxp needs two servers; write for example: ftpdoctor fxp ftp://ann@one/ ftp://bob@two/');
    }
    const json = choice(words, 'format', ['text', 'json'], 'text') === 'json';
    const flags: StyleFlags = {
      colour: isSet(words, 'no-color') ? false : null,
      quiet: isSet(words, 'quiet'),
      verbose: isSet(words, 'verbose'),
    };
    const options = optionsOf(words);
    const targets = {
      from: await targetFor('from', from, words, flags.quiet),
      to: await targetFor('to', to, words, flags.quiet),
    };
    const limit = word(words, 'deadline');
    const stop = new AbortController();
    const forget = onInterrupt(() => {
      stop.abort('interrupted');
    });
    const late = (): void => {
      stop.abort('deadline');
    };
    const timer = limit === undefined ? undefined : setTimeout(late, duration('deadline', limit));
    const style = (stream: NodeJS.WriteStream): ReturnType<typeof styleFor> =>
      styleFor(flags, process.env, { isTTY: stream.isTTY, columns: stream.columns }, process.platform);
    const progress = createProgress(process.stderr, { ...flags, style: style(process.stderr) });
    try {
      const run = await runFxp(targets, options, {
        network: tcpNetwork({ signal: stop.signal }),
        farewell: tcpNetwork({}),
        signal: stop.signal,
        startedAt: new Date().toISOString(),
        onEvent: (event) => {
          progress.event(event);
        },
      });
      progress.stop();
      const report = fxpReport(run, version);
      await writeOut(json ? `${safeJson(report, 2)}\n` : fxpText(report, style(process.stdout)));
      return interrupted() ? unjudged : exitCodes[report.verdict];
    } finally {
      clearTimeout(timer);
      progress.stop();
      forget();
    }
  },
} satisfies Command;
