import { pageOf } from '../../formats/pretty/page.js';
import { safeJson } from '../../formats/sanitise.js';
import { simulate } from '../../lab/network.js';
import { findScenario, scenarios } from '../../lab/scenarios/index.js';
import type { Scenario } from '../../lab/scenario.js';
import { assertionsOf, checkOptions, choice, probeOptionsOf } from '../check-options.js';
import { styleFor } from '../colour.js';
import type { Command } from '../command.js';
import { nearest } from '../nearest.js';
import { writeOut } from '../output.js';
import { reportingOf, reportOptions } from '../reporting.js';
import { runChecks } from '../run-checks.js';
import { UsageError } from '../usage-error.js';
import { isSet, type Words } from '../words.js';

const { timeout, depth, modes, samples, serial, advertised, require, ...others } = checkOptions;

async function list(words: Words): Promise<number> {
  if (choice(words, 'format', ['pretty', 'json'], 'pretty') === 'json') {
    const entries = scenarios.map(({ id, title, story, expect }) => ({ id, title, story, expect }));
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

export default {
  name: 'lab',
  takes: '[scenario]',
  most: 1,
  title: 'The embedded lab: diagnoses a simulated network that misbehaves on cue. Ends with the exit code of a check.',
  examples: [
    ['ftpdoctor lab --list', 'what there is'],
    ['ftpdoctor lab linksys-2121', 'a router whose ALG knows port 21 only'],
  ],
  options: {
    list: { takes: null, group: 'Lab', says: 'name the scenarios' },
    timeout,
    depth,
    modes,
    samples,
    serial,
    advertised,
    require,
    'expect-address': others['expect-address'],
    'expect-range': others['expect-range'],
    ...reportOptions,
  },
  async run(operands, words) {
    const [id] = operands;
    if (id === undefined || isSet(words, 'list')) return list(words);
    const scenario = scenarioOf(id);
    const reporting = reportingOf(words);
    // The certificates of the lab are signed by nobody.
    const options = { ...probeOptionsOf(words), ...scenario.options, tlsInsecure: true };
    const plan = { options, assertions: assertionsOf(words), reporting, deadlineMs: null };
    if (!reporting.flags.quiet) tell(scenario);
    return runChecks([scenario.target], plan, () => simulate(scenario));
  },
} satisfies Command;
