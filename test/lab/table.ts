import Table from 'cli-table3';
import type { Result } from './runner.js';
import type { Expectation } from './scenario.js';

function expected({ verdict, first, also = [] }: Expectation): string {
  return [verdict, first === null ? 'no cause' : [first].flat().join(' or '), ...also].join(', ');
}

function found({ got }: Result): string {
  if (got === null) return '-';
  return [got.verdict, ...(got.causes.length === 0 ? ['no cause'] : got.causes)].join(', ');
}

/** All results as a table, with what went wrong under it. */
export function resultTable(results: readonly Result[]): string {
  const table = new Table({ head: ['', 'scenario', 'expected', 'got', 'seconds'], style: { head: [], border: [] } });
  for (const result of results) {
    const { scenario, got, complaints } = result;
    const mark = complaints.length === 0 ? 'ok' : 'WRONG';
    table.push([
      mark,
      scenario.id,
      expected(scenario.expect),
      found(result),
      got === null ? '-' : got.seconds.toFixed(1),
    ]);
  }
  const wrong = results.filter(({ complaints }) => complaints.length > 0);
  const reasons = wrong.map(({ scenario, complaints }) => `${scenario.id}:\n  ${complaints.join('\n  ')}`);
  return [table.toString(), `${results.length - wrong.length} of ${results.length} scenarios right`, ...reasons].join(
    '\n',
  );
}
