import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

/**
 * Runs every compiled test file and ends with the line `N passed, N failed` (`, N skipped`). Where a test cannot run on
 * this machine it says so loudly; in CI nothing that this machine can run may be skipped, so there a skip is a failure.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const onlyLab = process.argv.includes('--only-lab');
const withoutLab = process.argv.includes('--no-lab');
const pattern = process.argv.slice(2).find((word) => !word.startsWith('-'));
/** What takes minutes, most of them waiting or at the lowest priority, begins first, so that the rest runs beside it. */
const long = ['lab/lab', 'fuzz/fuzz', 'lab/fxp/', 'explain/capture/lab', 'monitoring/'];
const isLong = (name: string): boolean => long.some((begin) => name.startsWith(begin));
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => (name.startsWith('lab/') ? !withoutLab : !onlyLab))
  .filter((name) => pattern === undefined || name.includes(pattern))
  .sort((a, b) => Number(isLong(b)) - Number(isLong(a)) || (a < b ? -1 : 1))
  .map((name) => `${here}${name}`);

const count = { passed: 0, failed: 0, skipped: 0 };
const skips: string[] = [];
const failures: string[] = [];

// One more than the two cores: the real lab mostly waits.
const stream = run({ files, concurrency: 3, timeout: 30 * 60_000 });
stream.on('test:pass', ({ name, details, skip }) => {
  const ran = skip === undefined || skip === false;
  // A suite that is skipped names none of its tests.
  if ((details.type === 'suite' && ran) || name.endsWith('.test.js')) return;
  if (ran) count.passed++;
  else {
    count.skipped++;
    skips.push(`${name}: ${String(skip)}`);
  }
});
stream.on('test:fail', ({ name, details }) => {
  if (details.type === 'suite') return;
  count.failed++;
  failures.push(name);
});
(stream.compose(new spec()) as NodeJS.ReadableStream).pipe(process.stdout);
stream.on('end', () => {
  // The reporter still holds its last lines; the closing line must come after them.
  setImmediate(() => {
    const lines = [
      ...skips.map((text) => `NOT RUN: ${text}`),
      ...failures.map((name) => `FAILED: ${name}`),
      ...(files.length === 0 ? ['FAILED: no test file was found'] : []),
    ];
    const skipped = count.skipped === 0 ? '' : `, ${count.skipped} skipped`;
    const wrong = count.failed > 0 || files.length === 0 || (process.env['CI'] === 'true' && count.skipped > 0);
    process.exitCode = wrong ? 1 : 0;
    process.stdout.write(`\n${[...lines, `${count.passed} passed, ${count.failed} failed${skipped}`].join('\n')}\n`);
  });
});
