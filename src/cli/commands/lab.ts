import { simulate } from '../../lab/network.js';
import { findScenario, scenarios } from '../../lab/scenarios/index.js';
import { nearest } from '../nearest.js';
import { checkOptions, isSet, type Words } from '../check-options.js';
import type { Command } from '../command.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';
import { checkAll, reportOptions } from './check.js';

const { timeout, depth, modes, samples, serial, advertised } = checkOptions;

async function list(): Promise<number> {
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  await writeOut(scenarios.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''));
  return 0;
}

export default {
  name: 'lab',
  takes: '[scenario]',
  title: 'the embedded lab: diagnose a simulated network that misbehaves on cue',
  examples: [
    ['ftpdoctor lab --list', 'what there is'],
    ['ftpdoctor lab linksys-2121', 'a router whose ALG knows port 21 only'],
  ],
  options: {
    list: { type: 'boolean', describe: 'name the scenarios' },
    timeout,
    depth,
    modes,
    samples,
    serial,
    advertised,
    ...reportOptions,
  },
  async run(operands: readonly string[], words: Words) {
    const [id, ...rest] = operands;
    if (isSet(words, 'list') || id === undefined) return list();
    if (rest.length > 0) throw new UsageError('lab runs one scenario at a time; give one name');
    const scenario = findScenario(id);
    if (scenario === undefined) {
      const near = nearest(
        id,
        scenarios.map((one) => one.id),
      );
      throw new UsageError(
        `no lab scenario is called "${id}"${near === null ? '' : `; did you mean "${near}"?`} (ftpdoctor lab --list names them)`,
      );
    }
    if (!isSet(words, 'quiet')) process.stderr.write(`${scenario.title}\n${scenario.story}\n\n`);
    return checkAll([scenario.target], { ...words, 'tls-insecure': true }, () => simulate(scenario));
  },
} satisfies Command;
