import { AssertionError } from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the project, wherever the compiled tests lie below it. */
export const projectRoot = ((): string => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

const command = 'npm run golden';

/**
 * Compares a whole text with the file of that name under `fixtures/`. Where they differ, it names the first line that
 * does and the command that accepts the new text: with UPDATE_GOLDEN=1 the file is written instead.
 */
export function assertGolden(name: string, actual: string): void {
  const file = join(projectRoot, 'fixtures', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (expected === actual) return;
  throw new AssertionError({
    message: `${difference(name, expected, actual)}\nWhere the new text is right: ${command}`,
    actual,
    expected,
    operator: 'assertGolden',
  });
}

function difference(name: string, expected: string | null, actual: string): string {
  if (expected === null) return `fixtures/${name} is not there yet.`;
  const before = expected.split('\n');
  const after = actual.split('\n');
  const at = after.findIndex((line, index) => line !== before[index]);
  const line = at === -1 ? after.length : at;
  const shown = (lines: readonly string[]): string =>
    lines[line] === undefined ? '(no such line)' : JSON.stringify(lines[line]);
  return `fixtures/${name} differs at line ${line + 1}:\n  was: ${shown(before)}\n  is:  ${shown(after)}`;
}
