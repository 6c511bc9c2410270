import { isMapping, readYaml, type Path, type YamlFile } from '../cli/yaml.js';
import { noSettings, type Entry, type TargetsFile } from './entries.js';
import type { Problem } from './options.js';
import { settingsOf } from './settings.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Complain = (path: Path, message: string) => void;

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function entryOf(yaml: YamlFile, path: Path, value: unknown, env: Environment, complain: Complain): Entry[] {
  const place = yaml.place(path);
  if (typeof value === 'string') return [{ place, text: value.trim(), typed: false, ...noSettings }];
  if (!isMapping(value)) {
    complain(path, 'a target must be a text (host, host:port or URL), or a mapping with target: and its options');
    return [];
  }
  const { target, ...options } = value;
  const settings = settingsOf(options, env, (key, message) => {
    complain([...path, key], message);
  });
  if (typeof target === 'string')
    return [{ place: yaml.place([...path, 'target']), text: target.trim(), typed: false, ...settings }];
  complain('target' in value ? [...path, 'target'] : path, 'a target needs target: with host, host:port or a URL');
  return [];
}

/** Reads a targets file in YAML: `defaults:` and `targets:`, or the list of targets alone. Every fault has its place. */
export async function readYamlTargets(name: string, text: string, env: Environment): Promise<TargetsFile> {
  const yaml = await readYaml(name, text);
  const problems: Problem[] = [];
  const complain: Complain = (path, message) => problems.push({ place: yaml.place(path), message });
  const root = isList(yaml.value) ? { targets: yaml.value } : yaml.value;
  const base: Path = isList(yaml.value) ? [] : ['targets'];
  if (!isMapping(root)) {
    complain([], 'the file must be a mapping with targets: and, if need be, defaults:');
    return { defaults: noSettings, entries: [], problems };
  }
  const { defaults: shared, targets, ...rest } = root;
  for (const key of Object.keys(rest)) complain([key], `"${key}" is unknown; choose from defaults and targets`);
  if (shared != null && !isMapping(shared)) complain(['defaults'], 'defaults must be a mapping of options');
  const defaults = settingsOf(isMapping(shared) ? shared : {}, env, (key, message) => {
    complain(['defaults', key], message);
  });
  if (!isList(targets)) complain(base, 'targets must be a list');
  const entries = (isList(targets) ? targets : []).flatMap((value, at) =>
    entryOf(yaml, [...base, at], value, env, complain),
  );
  return { defaults, entries, problems };
}
