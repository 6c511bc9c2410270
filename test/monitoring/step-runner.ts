import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, documents } from './deployed.js';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

/** The shells of GitHub's documentation. */
const shells: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
};

/** Replaces the expressions that the action uses; any other is a fault. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, expression: string) => {
    const value = values[expression];
    assert.ok(value !== undefined, `the runner knows no ${expression}`);
    return value;
  });
}

/** A run of the action. */
export interface Job {
  /** The steps as words of command lines; each is to succeed. */
  readonly commands: readonly (readonly string[])[];
  /** Steps that are other actions, which are not run. */
  readonly others: readonly string[];
}

/**
 * Turns a composite action and what a workflow gives it into commands, as GitHub's runner does: defaults filled in,
 * expressions replaced, each step a script for the shell it names. `folder` stands for the runner's temporary one.
 */
export function plan(actionFolder: string, given: Readonly<Record<string, string>>, folder: string): Job {
  const [action] = documents(readFileSync(join(actionFolder, 'action.yml'), 'utf8'));
  const inputs = at(action, 'inputs') as Record<string, { default?: string; required?: boolean }>;
  for (const name of Object.keys(given)) assert.ok(name in inputs, `the action has no input ${name}`);
  const values: Record<string, string> = { 'github.action_path': actionFolder };
  for (const [name, { default: otherwise, required }] of Object.entries(inputs)) {
    assert.ok(required !== true || name in given, `${name} is required`);
    values[`inputs.${name}`] = given[name] ?? otherwise ?? '';
  }
  const steps = at(action, 'runs', 'steps') as readonly Step[];
  const commands = steps.flatMap((step, number) => {
    if (step.run === undefined) return [];
    const script = join(folder, `step-${number}.sh`);
    writeFileSync(script, filled(step.run, values));
    const env = Object.entries(step.env ?? {}).map(([name, value]) => `${name}=${filled(value, values)}`);
    const where = filled(step['working-directory'] ?? '.', values);
    const shell = shells[step.shell ?? ''];
    assert.ok(shell !== undefined, `no shell for ${step.name ?? ''}`);
    return [['env', '-C', where, ...env, ...shell, script]];
  });
  return { commands, others: steps.flatMap(({ uses }) => uses ?? []) };
}
