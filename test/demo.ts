import { check } from '../src/diagnose.js';
import pretty from '../src/formats/pretty.js';
import { simulate } from '../src/lab/network.js';
import { findScenario } from '../src/lab/scenarios/index.js';
import { assertionsOf, probeOptionsOf } from '../src/cli/check-options.js';
import { styleFor } from '../src/cli/colour.js';

/**
 * The main job on a machine with nothing else: starts the embedded lab with a server behind a simulated NAT router,
 * diagnoses it, and exits 0 when the diagnosis is the one the lab was built to deserve.
 */
const scenario = findScenario('server-behind-nat');
if (scenario === undefined) throw new Error('the lab has no scenario server-behind-nat');

process.stdout.write(
  `The embedded lab: ${scenario.title}\n${scenario.story}\n(simulated time; no packet leaves this machine)\n\n`,
);
const { report } = await check(scenario.target, probeOptionsOf({}), assertionsOf({}), simulate(scenario));
const style = styleFor({ colour: null, quiet: false, verbose: false }, process.env, process.stdout, process.platform);
process.stdout.write(pretty.render(report, style));

const first = report.findings.find(({ kind }) => kind === 'cause')?.id ?? null;
const { expect } = scenario;
const right = report.verdict === expect.verdict && first === expect.first;
process.stdout.write(
  `\nThe lab deserved ${expect.verdict}, ${expect.first ?? 'no cause'}; the diagnosis is ${report.verdict}, ${first ?? 'no cause'}: ${right ? 'right' : 'WRONG'}.\n`,
);
process.exitCode = right ? 0 : 1;
