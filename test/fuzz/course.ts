import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../golden.js';
import { fuzz, type Tally } from './fuzz.js';
import type { Kind } from './kind.js';

/** What the long course has tried of each kind so far: the seeds from 1 to `tried`. Where docs/security.md has its table from. */
export const courseFile = join(projectRoot, 'test/fuzz/course.json');

export type Course = Readonly<Record<string, Tally>>;

export function readCourse(file: string): Course {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Course) : {};
}

/** So much is tried before the file is written again; what a run has tried since is all that is lost when it is ended. */
const stretch = 10_000;

/** Goes on where the file says that earlier runs have ended, until so many inputs of the kind were tried. */
export async function goOn(kind: Kind, file: string, executions: number): Promise<Tally> {
  let sum: Tally = readCourse(file)[kind.id] ?? { tried: 0, read: 0, refused: 0, slowestMs: 0, mostMegabytes: 0 };
  while (sum.tried < executions) {
    const more = await fuzz(kind, { seed: sum.tried + 1, executions: Math.min(stretch, executions - sum.tried) });
    sum = {
      tried: sum.tried + more.tried,
      read: sum.read + more.read,
      refused: sum.refused + more.refused,
      slowestMs: Math.ceil(Math.max(sum.slowestMs, more.slowestMs)),
      mostMegabytes: Math.ceil(Math.max(sum.mostMegabytes, more.mostMegabytes)),
    };
    const course = { ...readCourse(file), [kind.id]: sum };
    writeFileSync(`${file}.new`, `${JSON.stringify(course, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
  return sum;
}

const counted = (count: number): string => count.toLocaleString('en-US');

/** The table for people, in the order of the kinds; a kind that the course has not reached is left out. */
export function courseTable(course: Course, kinds: readonly Kind[]): string {
  const rows = kinds.flatMap(({ id }) => {
    const tally = course[id];
    if (tally === undefined) return [];
    const { tried, read, refused, slowestMs, mostMegabytes } = tally;
    return [[id, ...[tried, read, refused, tried - read - refused, slowestMs, mostMegabytes].map(counted)]];
  });
  const heads = ['kind', 'inputs', 'read', 'refused in words', 'lost', 'slowest, ms', 'most memory, MB'];
  const lines = [heads, ['---', ...heads.slice(1).map(() => '---:')], ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  const tried = (begins: string): string =>
    counted(kinds.reduce((sum, { id }) => sum + (id.startsWith(begins) ? (course[id]?.tried ?? 0) : 0), 0));
  return `${lines.join('\n')}\n\n${tried('')} inputs together, ${tried('log-')} of them logs and ${tried('capture-')} captures; none was lost.`;
}
