import { pageOf } from '../../formats/pretty/page.js';
import { safeJson } from '../../formats/sanitise.js';
import { simulate } from '../../lab/network.js';
import { findScenario, scenarios } from '../../lab/scenarios/index.js';
import type { Scenario } from '../../lab/scenario.js';
import { assertionsOf, checkOptions, choice, probeOptionsOf } from '../check-options.js';
import { styleFor } from '../colour.js';
import { warn, type Command } from '../command.js';
import { whyNot } from '../errno.js';
import { serveScenario, whyNotServed } from '../lab-server/serve.js';
import { onInterrupt } from '../signals.js';
import { readListen } from '../../exporter/listen.js';
import { formatEndpoint } from '../../protocol/address.js';
import { nearest } from '../nearest.js';
import { writeOut } from '../output.js';
import { reportingOf, reportOptions } from '../reporting.js';
import { runChecks } from '../run-checks.js';
import { UsageError } from '../usage-error.js';
import { isSet, word, type Words } from '../words.js';

const { timeout, depth, modes, samples, serial, advertised, require, ...others } = checkOptions;

async function list(words: Words): Promise<number> {
  if (choice(words, 'format', ['pretty', 'json'], 'pretty') === 'json') {
    const entries = scenarios.map((one) => {
      const { id, title, story, expect } = one;
      return { id, title, story, expect, served: whyNotServed(one) === null };
    });
    await writeOut(`${safeJson(entries, 2)}\n`);
    return 0;
  }
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  await writeOut(scenarios.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''));
  return 0;
}

function scenarioOf(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario !== undefined) return scenario;
  const near = nearest(
    id,
    scenarios.map((one) => one.id),
  );
  const mend = near === null ? 'ftpdoctor lab --list names them' : `did you mean "${near}"?`;
  throw new UsageError(`no scenario of the lab is called "${id}"; ${mend}`);
}

/** Where loopback differs from the network that is simulated. */
const approximation =
  'Where that network would lose the SYN of a data connection, here it opens and stays silent: loopback loses nothing. ' +
  'Ctrl-C ends it.';

/** What is built, on stderr: the result on stdout is that of the check alone. */
function tell({ id, title, story }: Scenario): void {
  const { isTTY, columns } = process.stderr;
  const flags = { colour: false, quiet: false, verbose: false };
  const page = pageOf(styleFor(flags, process.env, { isTTY, columns }, process.platform));
  const lines = [`Lab ${id}: ${title}`, story, 'Simulated: no packet leaves this machine.'].flatMap((text) =>
    page.paragraph(text),
  );
  process.stderr.write(`${lines.join('\n')}\n\n`);
}

/** Serves until the user has had enough. */
async function serve(scenario: Scenario, listen: string): Promise<number> {
  const why = whyNotServed(scenario);
  if (why !== null) throw new UsageError(`lab ${scenario.id} cannot be served: ${why}; run it without --serve`);
  const at = readListen(listen);
  const served = await serveScenario(scenario, at, (error) => {
    warn(`lab: a client was lost: ${whyNot(error)}`);
  }).catch((error: unknown) => {
    throw new UsageError(`--listen "${listen}" ${whyNot(error)}; give another address and port`);
  });
  process.stderr.write(`Lab ${scenario.id}: ${scenario.title}\n${approximation}\n`);
  await writeOut(`ftp://${formatEndpoint(served)}/\n`);
  await new Promise<void>((resolve) => {
    onInterrupt(resolve);
  });
  await served.close();
  return 0;
}

export default {
  name: 'lab',
  takes: '[scenario]',
  most: 1,
  title: 'The embedded lab: diagnoses a simulated network that misbehaves on cue. Ends with the exit code of a check.',
  examples: [
    ['ftpdoctor lab --list', 'what there is'],
    ['ftpdoctor lab linksys-2121', 'a router whose ALG knows port 21 only'],
    ['ftpdoctor lab range-closed --serve', 'an FTP server at 127.0.0.1:2121 that hangs on LIST'],
  ],
  options: {
    list: { takes: null, group: 'Lab', says: 'name the scenarios' },
    serve: { takes: null, group: 'Lab', says: 'leave it running on loopback for other clients, until Ctrl-C' },
    listen: { takes: 'HOST:PORT', group: 'Lab', says: 'where to serve (default 127.0.0.1:2121)' },
    timeout,
    depth,
    modes,
    samples,
    serial,
    advertised,
    require,
    'expect-address': others['expect-address'],
    'expect-range': others['expect-range'],
    'expect-tls': others['expect-tls'],
    ...reportOptions,
  },
  async run(operands, words) {
    const [id] = operands;
    if (id === undefined || isSet(words, 'list')) return list(words);
    const scenario = scenarioOf(id);
    if (isSet(words, 'serve')) return serve(scenario, word(words, 'listen') ?? '127.0.0.1:2121');
    if (word(words, 'listen') !== undefined) throw new UsageError('--listen says where to serve; add --serve');
    const reporting = await reportingOf(words);
    // The certificates of the lab are signed by nobody.
    const options = { ...probeOptionsOf(words), ...scenario.options, tlsInsecure: true };
    const plan = { options, assertions: assertionsOf(words), reporting, deadlineMs: null };
    if (!reporting.flags.quiet) tell(scenario);
    return runChecks([scenario.target], plan, () => simulate(scenario));
  },
} satisfies Command;
