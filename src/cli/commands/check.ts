import { asksFleet, fleetOptions, usualDeadlineMs } from '../../fleet/options.js';
import { tcpNetwork } from '../../network/tcp.js';
import { assertionsOf, checkOptions, fitsDeadline, probeOptionsOf } from '../check-options.js';
import { warn, type Command, type OptionSpec } from '../command.js';
import { farEndOptions, reflectorOf } from '../far-end.js';
import { reportingOf, reportOptions, type Reporting } from '../reporting.js';
import { runChecks, showPlans } from '../run-checks.js';
import { targetsOf } from '../targets.js';
import { UsageError } from '../usage-error.js';
import { duration } from '../values.js';
import { isSet, word, type Words } from '../words.js';

const planOptions = {
  'dry-run': { takes: null, group: 'What to try', says: 'show what would be tried and what it may cost, and stop' },
} as const satisfies Record<string, OptionSpec>;

/** Monitoring systems end a plugin after a minute, without hearing what it has found. */
const schedulerMs = 55_000;

function deadlineOf(words: Words, { outputs }: Reporting): number | null {
  const given = word(words, 'deadline');
  if (given !== undefined) return duration('deadline', given);
  return outputs.some(({ format }) => format.id === 'nagios') ? schedulerMs : null;
}

export default {
  name: 'check',
  takes: '<target...>',
  most: Number.POSITIVE_INFINITY,
  title:
    'Diagnoses FTP servers: every data mode in one run, and the cause of what fails. A target is host, host:port, [IPv6]:port, or a URL with ftp://, ftpes:// (explicit TLS) or ftps:// (implicit TLS).',
  examples: [
    ['ftpdoctor ftp.example.com', 'every mode, as anonymous'],
    ['ftpdoctor check --user joe --password-file pw ftp.example.com:2121', 'with a login, on another port'],
    ['ftpdoctor check --require epsv --format nagios ftp.example.com', 'as a monitoring check'],
    ['ftpdoctor check --format pretty --format json --output - --output report.json HOST', 'to read and to keep'],
    ['ftpdoctor check --reflector reflector.example.net HOST', 'with proof from two ends'],
    ['ftpdoctor check --targets servers.yml --format ndjson --output sweep.ndjson', 'many servers side by side'],
  ],
  options: { ...checkOptions, ...planOptions, ...farEndOptions, ...fleetOptions, ...reportOptions },
  async run(operands, words) {
    const dryRun = isSet(words, 'dry-run');
    const reflector = reflectorOf(words, process.env);
    const alone = word(words, 'reflector-only') !== undefined;
    if (asksFleet(words)) {
      if (reflector !== null)
        throw new UsageError('--reflector goes with one check at a time; leave the options for many out');
      if (dryRun) throw new UsageError('--dry-run shows the plan of single checks; leave the options for many out');
      const { runFleet } = await import('../../fleet/run.js');
      const reporting = await reportingOf(words);
      const deadlineMs = deadlineOf(words, reporting) ?? usualDeadlineMs;
      return runFleet(operands, words, { reporting, deadlineMs, network: (signal) => tcpNetwork({ signal }) });
    }
    if (alone && operands[0] !== undefined) {
      throw new UsageError(
        `--reflector-only takes no target, but "${operands[0]}" is one; write --reflector HOST to check both`,
      );
    }
    if (!alone && operands.length === 0) {
      throw new UsageError(
        'check needs a target (or --reflector-only); write for example: ftpdoctor check ftp.example.com',
      );
    }
    const options = { ...probeOptionsOf(words), reflector };
    const assertions = assertionsOf(words);
    const reporting = await reportingOf(words);
    if (reporting.record !== null && operands.length > 1) {
      throw new UsageError('--record keeps the transcript of one check; give one target, or use --format ndjson');
    }
    const quiet = isSet(words, 'quiet');
    const given = await targetsOf(operands, words, {
      env: process.env,
      warn: (text) => {
        if (!quiet) warn(text);
      },
    });
    const targets = alone && reflector !== null ? [reflector] : given;
    const plan = { options, assertions, reporting, deadlineMs: deadlineOf(words, reporting) };
    fitsDeadline(options, plan.deadlineMs);
    if (dryRun) {
      await showPlans(targets, options);
      return 0;
    }
    return runChecks(targets, plan, (signal) => tcpNetwork({ signal }));
  },
} satisfies Command;
