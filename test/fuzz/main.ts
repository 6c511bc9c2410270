import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { courseFile, goOn } from './course.js';
import { fuzz, inputFor, shownTally } from './fuzz.js';
import { kinds } from './kinds/index.js';

/**
 * `npm run fuzz -- [KIND...] [--executions N | --seconds N] [--seed N]`, all kinds without one. `--save FILE` writes
 * the input of `--seed` down, for the corpus. Goes on to the next kind after a fault.
 *
 * `--course [--executions N]` is the long course before a release, a million of each kind: it goes on where an earlier
 * run was ended, keeps its count in `course.json`, or in `--course-file FILE`, and ends by itself at N.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    executions: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    save: { type: 'string' },
    course: { type: 'boolean', default: false },
    'course-file': { type: 'string', default: courseFile },
  },
});
const seed = Number(values.seed);
const chosen = positionals.length === 0 ? kinds : kinds.filter(({ id }) => positionals.includes(id));
if (chosen.length === 0) throw new Error(`no such kind; there is ${kinds.map(({ id }) => id).join(', ')}`);
for (const kind of chosen) {
  if (values.save !== undefined) writeFileSync(values.save, inputFor(await kind.seeds(), seed).input);
  try {
    const tally = values.course
      ? await goOn(kind, values['course-file'], Number(values.executions ?? 1_000_000))
      : await fuzz(kind, {
          seed,
          ...(values.executions === undefined ? {} : { executions: Number(values.executions) }),
          ...(values.seconds === undefined ? {} : { seconds: Number(values.seconds) }),
        });
    process.stdout.write(`${shownTally(kind, tally)}\n`);
  } catch (error) {
    process.stdout.write(`FAULT ${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write(`  ${error instanceof Error ? String((error.cause as Error).stack ?? error.cause) : ''}\n`);
    process.exitCode = 1;
  }
}
