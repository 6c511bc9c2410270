import { whyNot } from '../cli/errno.js';
import { nearest } from '../cli/nearest.js';
import { readSmall } from '../cli/read-small.js';
import { UsageError, withoutDashes } from '../cli/usage-error.js';
import { duration, wholeNumber } from '../cli/values.js';
import type { Permit } from './allow-list.js';
import { permitOf, readModule, type Module } from './module.js';
import { isMapping, readYaml, type Path, type YamlFile } from '../cli/yaml.js';

/** What the exporter may do, as its configuration file says. */
export interface ExporterConfig {
  readonly modules: ReadonlyMap<string, Module>;
  readonly permits: Permit;
  /** Whether the file names any target at all. */
  readonly namesTargets: boolean;
  /** How long a result answers further requests, in milliseconds. */
  readonly cacheMs: number;
  /** Probes under way at once. */
  readonly concurrency: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const keys = ['targets', 'cache', 'concurrency', 'modules'];
const defaults = { cacheMs: 10_000, concurrency: 20 };
const mostBytes = 1 << 20;
/** Modules appear in labels of the exporter's own metrics. */
const moduleName = /^[A-Za-z0-9_.-]{1,64}$/;

/** A small text file. Throws `UsageError` that begins with `what`. */
export function readText(what: string, file: string): string {
  try {
    const bytes = readSmall(file, mostBytes + 1);
    if (bytes.length > mostBytes) throw new UsageError(`${what}: ${file} is larger than 1 MiB; is it the right file?`);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what}: ${file} ${whyNot(error)}`);
  }
}

/** Reads the configuration. Throws `UsageError` that names every fault with file, line and column. */
export async function parseConfig(file: string, text: string, env: Environment): Promise<ExporterConfig> {
  const yaml = await readYaml(file, text);
  const problems: string[] = [];
  const complain = (path: Path, error: unknown): void => {
    if (!(error instanceof UsageError)) throw error;
    problems.push(`${yaml.place(path)}: ${withoutDashes(error.message)}`);
  };
  const config = await read(yaml, env, complain);
  if (problems.length > 0) throw new UsageError(problems.join('; '));
  return config;
}

async function read(
  yaml: YamlFile,
  env: Environment,
  complain: (path: Path, error: unknown) => void,
): Promise<ExporterConfig> {
  const root = yaml.value ?? {};
  const modules = new Map<string, Module>();
  let permits: Permit = () => false;
  let { cacheMs, concurrency } = defaults;
  let given: Readonly<Record<string, unknown>> = {};
  if (isMapping(root)) given = root;
  else complain([], new UsageError(`the file must be a mapping with ${keys.join(', ')}`));
  const attempt = (key: string, use: (value: unknown) => void): void => {
    if (given[key] == null) return;
    try {
      use(given[key]);
    } catch (error) {
      complain([key], error);
    }
  };
  for (const key of Object.keys(given)) {
    const near = nearest(key, keys);
    if (!keys.includes(key)) {
      complain(
        [key],
        new UsageError(
          `"${key}" is unknown; ${near === null ? `choose from ${keys.join(', ')}` : `did you mean ${near}?`}`,
        ),
      );
    }
  }
  attempt('targets', (value) => {
    permits = permitOf(value, (at, error) => {
      complain(['targets', at], error);
    });
  });
  attempt('cache', (value) => {
    cacheMs = /^0[a-z]*$/.test(String(value)) ? 0 : duration('cache', scalar(value));
  });
  attempt('concurrency', (value) => {
    concurrency = wholeNumber('concurrency', scalar(value), 1, 1000);
  });
  const listed = given['modules'] ?? {};
  if (!isMapping(listed)) complain(['modules'], new UsageError('modules must be a mapping of names to options'));
  for (const [name, options] of Object.entries(isMapping(listed) ? listed : {})) {
    if (!moduleName.test(name) || !(options == null || isMapping(options))) {
      complain(
        ['modules', name],
        new UsageError(`module "${name}" must be a name of letters, digits, _ . - with a mapping of options`),
      );
      continue;
    }
    const module = await readModule(name, options ?? {}, env, (path, error) => {
      complain(['modules', name, ...path], new UsageError(`module "${name}": ${error.message}`));
    });
    if (module !== null) modules.set(name, module);
  }
  if (!modules.has('default')) {
    const plain = await readModule('default', {}, env, (_, error) => {
      throw error;
    });
    if (plain !== null) modules.set('default', plain);
  }
  const own = [...modules.values()].some((module) => module.permits !== null);
  return { modules, permits, namesTargets: given['targets'] != null || own, cacheMs, concurrency };
}

function scalar(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
