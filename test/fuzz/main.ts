import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { courseFile, goOn } from './course.js';
import { fuzz, inputFor, shownTally } from './fuzz.js';
import { kinds } from './kinds/index.js';

const help = `usage: npm run fuzz -- [KIND...] [--executions N | --seconds N] [--seed N] [--save FILE]
       npm run fuzz -- --course [KIND...] [--executions N] [--course-file FILE]

Damages good inputs and has them read; goes on to the next kind after a fault, and ends with 1 where there was one.
  KIND           ${kinds.map(({ id }) => id).join(', ')} (default: all)
  --executions N so many inputs of each kind
  --seconds N    or for so many seconds (default 10)
  --seed N       of the first input (default 1); the next ones count up from it
  --save FILE    writes down the input of --seed, for the corpus in fixtures/fuzz
  --course       the long course before a release: goes on where an earlier run was ended, until --executions
                 (default 1000000) of each kind were tried, and keeps its count in --course-file (test/fuzz/course.json)
`;

/** The options, or why they cannot be followed. */
function options(): ReturnType<typeof parsed> | string {
  try {
    const { values, positionals } = parsed();
    const strange = positionals.filter((word) => !kinds.some(({ id }) => id === word));
    if (strange.length > 0) return `there is no kind ${strange.join(', ')}; --help names those that there are`;
    for (const name of ['executions', 'seconds', 'seed'] as const) {
      const value = values[name];
      if (value !== undefined && !(Number(value) > 0)) return `--${name} "${value}" is not a number above 0`;
    }
    return { values, positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parsed() {
  return parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      executions: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      save: { type: 'string' },
      course: { type: 'boolean', default: false },
      'course-file': { type: 'string', default: courseFile },
    },
  });
}

async function tryAll({ values, positionals }: ReturnType<typeof parsed>): Promise<void> {
  const seed = Number(values.seed);
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  const executions = number(values.executions);
  const seconds = number(values.seconds) ?? (executions === undefined ? 10 : undefined);
  for (const kind of positionals.length === 0 ? kinds : kinds.filter(({ id }) => positionals.includes(id))) {
    if (values.save !== undefined) writeFileSync(values.save, inputFor(await kind.seeds(), seed).input);
    try {
      const tally = values.course
        ? await goOn(kind, values['course-file'], executions ?? 1_000_000)
        : await fuzz(kind, {
            seed,
            ...(executions === undefined ? {} : { executions }),
            ...(seconds === undefined ? {} : { seconds }),
          });
      process.stdout.write(`${shownTally(kind, tally)}\n`);
    } catch (error) {
      process.stdout.write(`FAULT ${error instanceof Error ? error.message : String(error)}\n`);
      process.stdout.write(`  ${error instanceof Error ? String((error.cause as Error).stack ?? error.cause) : ''}\n`);
      process.exitCode = 1;
    }
  }
}

const chosen = options();
if (typeof chosen === 'string') {
  process.stderr.write(`fuzz: ${chosen}\n`);
  process.exitCode = 3;
} else if (chosen.values.help) process.stdout.write(help);
else await tryAll(chosen);
