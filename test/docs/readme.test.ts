import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commands } from '../../src/cli/commands/index.js';
import pretty from '../../src/formats/pretty.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';

const file = join(fileURLToPath(new URL('../../../', import.meta.url)), 'README.md');

/** Compares a generated block of the README with what the code says now; `npm run golden` rewrites it. */
function holds(block: string, body: string): void {
  const text = readFileSync(file, 'utf8');
  const pattern = new RegExp(`(<!-- ${block} -->\n)[^]*?(<!-- /${block} -->)`);
  assert.match(text, pattern);
  const fresh = text.replace(pattern, (_, start: string, end: string) => `${start}\n${body}\n\n${end}`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, fresh);
  else assert.equal(text, fresh, `the block "${block}" of README.md is out of date; run npm run golden`);
}

test('the README shows what the demo says today', async () => {
  const scenario = findScenario('server-behind-nat');
  assert.ok(scenario !== undefined);
  const { report } = await diagnoseScenario(scenario);
  const style = { width: 100, colour: false, unicode: true, quiet: false, verbose: false };
  const [head = ''] = pretty.render(report, style).split('\n   What to do\n');
  holds('demo', `\`\`\`\n${head.trimEnd()}\n\`\`\``);
});

test('the README names every command there is', () => {
  const rows = commands.map(({ name, title }) => `| \`${name}\` | ${title} |`);
  holds('commands', ['| command | what it does |', '| --- | --- |', ...rows].join('\n'));
});
