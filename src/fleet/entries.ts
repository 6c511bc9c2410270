import type { Words } from '../cli/words.js';
import type { Problem } from './options.js';

/** Options as a targets file gives them, and the password that its environment reference stands for. */
export interface Settings {
  readonly words: Words;
  readonly password: string | null;
}

/** One target as a file names it: not yet understood, but with its place. */
export interface Entry extends Settings {
  readonly place: string;
  readonly text: string;
  /** Whether it stood on the command line, where others can read it. */
  readonly typed: boolean;
}

/** What a targets file says. */
export interface TargetsFile {
  readonly defaults: Settings;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** No settings at all. */
export const noSettings: Settings = { words: {}, password: null };

/**
 * Whether a text is YAML (or JSON) and not one target a line: its first line that says something begins a document, a
 * list item or a mapping. `host:21` is none, for a key has a blank behind its colon; nor is `[::1]:21`.
 */
export function isYaml(text: string): boolean {
  const first = text.split(/\r?\n/).find((line) => !/^\s*(#|$)/.test(line)) ?? '';
  return /^(---|%YAML|\s*-\s|\s*-$|\s*\{|\s*\[\s*("|'|\{|$)|\s*"?[A-Za-z][\w-]*"?\s*:(\s|$))/.test(first);
}

/** Reads one target a line. `#` at the start of a line, or behind a blank, begins a comment. */
export function readLines(name: string, text: string): TargetsFile {
  const entries = text.split(/\r?\n/).flatMap((line, at): Entry[] => {
    const hash = line.startsWith('#') ? 0 : line.search(/[ \t]#/);
    const said = hash < 0 ? line : line.slice(0, hash);
    const target = said.trim();
    if (target === '') return [];
    return [
      {
        place: `${name}:${at + 1}:${said.length - said.trimStart().length + 1}`,
        text: target,
        typed: false,
        ...noSettings,
      },
    ];
  });
  return { defaults: noSettings, entries, problems: [] };
}
