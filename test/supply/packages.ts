import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../golden.js';

/** One package as package-lock.json has it. */
export interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
}

/** A JSON file of the project. */
export function jsonOf(name: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, name), 'utf8'));
}

const lock = jsonOf('package-lock.json') as Lock;

/** The project itself, as the lockfile has it. */
export const own = lock.packages[''];
/** Every package that the lockfile names, by its folder. */
export const locked: readonly (readonly [folder: string, facts: Locked])[] = Object.entries(lock.packages).filter(
  ([folder]) => folder !== '',
);
/** Those of them that come with the program. */
export const production = locked.filter(([, { dev }]) => dev !== true);

/** The name of a package, from its folder. */
export function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The licence that a package carries with it, `null` for none. */
export function licenceText(folder: string): string | null {
  const inside = join(projectRoot, folder);
  const file = readdirSync(inside).find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name));
  return file === undefined ? null : `${readFileSync(join(inside, file), 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
}
