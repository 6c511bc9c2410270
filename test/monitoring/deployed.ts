import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { findProgram, projectRoot } from '../lab/places.js';

/** A file below `deploy/`. */
export function deployFile(...path: string[]): string {
  return join(projectRoot, 'deploy', ...path);
}

/** Its text. */
export function deployText(...path: string[]): string {
  return readFileSync(deployFile(...path), 'utf8');
}

/** A part of parsed YAML or JSON, to be walked without a schema. */
export type Tree = Readonly<Record<string, unknown>>;

/** The documents of a YAML text. Throws for whatever a strict reader would complain about. */
export function documents(text: string): Tree[] {
  return parseAllDocuments(text).map((document) => {
    if (!('errors' in document)) throw new Error('there is no document');
    const [error] = [...document.errors, ...document.warnings];
    if (error !== undefined) throw error;
    return document.toJS() as Tree;
  });
}

/** A value by its path, `undefined` where there is none. */
export function at(tree: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown> | undefined)?.[key], tree);
}

/** Runs a checker; `null`, with the test skipped loudly, where the machine does not have it. */
export function checker(t: TestContext, tool: string, ...args: readonly string[]): string | null {
  const path = findProgram(tool);
  if (path === null) {
    t.skip(`${tool} is not installed (test/monitoring/install-tools.sh installs it)`);
    return null;
  }
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')} ended with ${String(status)}: ${stdout}${stderr}`);
  return stdout + stderr;
}
