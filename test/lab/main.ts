import { labMissing } from './requirements.js';
import type { Result } from './runner.js';
import { runScenario } from './runner.js';
import { timed, untimed, waiting } from './scenarios/index.js';
import { resultTable } from './table.js';

/**
 * Runs the lab by hand: `node dist/test/lab/main.js [--truth] [part of an id ...]` prints the table.
 * `--truth` only builds the networks and proves that they are broken as meant, without ftpdoctor.
 */
const words = process.argv.slice(2);
const truthOnly = words.includes('--truth');
const parts = words.filter((word) => word !== '--truth');
const chosen = [...timed, ...untimed, ...waiting].filter(
  ({ id }) => parts.length === 0 || parts.some((part) => id.includes(part)),
);
const LANES = 4;

const missing = labMissing();
if (missing.length > 0) {
  process.stderr.write(`The lab cannot run: ${missing.join('; ')}\n`);
  process.exitCode = 1;
} else {
  const results: Result[] = [];
  const queue = chosen.values();
  const lane = async (): Promise<void> => {
    for (const scenario of queue) {
      const result = await runScenario(scenario, { truthOnly });
      process.stderr.write(`${result.complaints.length === 0 ? 'ok   ' : 'WRONG'} ${scenario.id}\n`);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.stdout.write(`${resultTable(results)}\n`);
  process.exitCode = results.some(({ complaints }) => complaints.length > 0) ? 1 : 0;
}
