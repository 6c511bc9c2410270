import { wrap } from '../formats/text/wrap.js';
import type { Command, OptionSpecs } from './command.js';
import type { Entry } from './commands/index.js';

const margin = 28;

function rows(specs: OptionSpecs, width: number): string[] {
  return Object.entries(specs).flatMap(([name, { takes, short, says }]) => {
    const lead = `  ${short === undefined ? '   ' : `-${short},`} --${name}${takes === null ? '' : ` ${takes}`}`;
    const lines = wrap(says, width - margin);
    const hang = ' '.repeat(margin);
    return lead.length + 2 > margin
      ? [lead, ...lines.map((line) => hang + line)]
      : lines.map((line, at) => (at === 0 ? lead.padEnd(margin) : hang) + line);
  });
}

function examples(command: Command): string[] {
  return command.examples.flatMap(([line, says]) => [`  ${line}`, `      ${says}`]);
}

/** The help text of one command: examples first, then its options by group. */
export function commandHelp(command: Command, columns: number): string {
  const width = Math.max(60, Math.min(columns, 100));
  const groups = new Map<string, Record<string, OptionSpecs[string]>>();
  for (const [name, spec] of Object.entries(command.options)) {
    groups.set(spec.group, { ...groups.get(spec.group), [name]: spec });
  }
  return [
    `Usage: ftpdoctor ${[command.name, command.takes, '[options]'].filter((part) => part !== '').join(' ')}`,
    ...wrap(command.title, width),
    ...(command.examples.length === 0 ? [] : ['', 'Examples:', ...examples(command)]),
    ...[...groups].flatMap(([group, specs]) => ['', `${group}:`, ...rows(specs, width)]),
    '',
  ].join('\n');
}

/** What the program is, with examples first: for `--help`, and for whoever starts it without a word. */
export function overview(commands: readonly Entry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'ftpdoctor tells why FTP "hangs on LIST": which firewall, NAT or ALG kills the',
    'data connection, who mends it, and how.',
    '',
    'Examples:',
    '  ftpdoctor ftp.example.com        try every mode, name the cause of what fails',
    '  ftpdoctor lab server-behind-nat  a simulated network to learn from',
    '  ftpdoctor ftpes://joe@ftp.example.com:2121/pub',
    "      over explicit TLS; joe's password comes from .netrc or FTPDOCTOR_PASSWORD",
    '',
    'Commands:',
    ...commands.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    '',
    'Exit codes: 0 healthy, 1 degraded, 2 broken, 3 could not judge (usage, unknown',
    'name, interrupted). All options: ftpdoctor COMMAND --help',
    '',
  ].join('\n');
}
