import type { OptionSpec } from './command.js';
import { commonOptions, type Described } from './options-of.js';

/** A shell that completion is written for. */
export type Shell = 'bash' | 'zsh' | 'fish';
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** What may stand behind an option or a command, where it is a list of known words. */
export interface Known {
  /** Ids of findings, for `causes`. */
  readonly causes: readonly string[];
  /** Ids of scenarios, for `lab`. */
  readonly scenarios: readonly string[];
  readonly formats: readonly string[];
}

function optionsOf({ command }: Described): [string, OptionSpec][] {
  return Object.entries({ ...command.options, ...commonOptions });
}

/** Values of an option; `null` for a file, an empty list for free text. */
function valuesOf(name: string, { takes }: OptionSpec, command: string, { formats }: Known): readonly string[] | null {
  if (takes === 'FILE') return null;
  if (name === 'format') return ['check', 'lab', 'watch', 'explain'].includes(command) ? formats : ['text', 'json'];
  if (name === 'tls') return ['off', 'explicit', 'implicit'];
  if (name === 'depth') return ['quick', 'auto', 'deep'];
  return takes?.includes('|') === true ? takes.split('|') : [];
}

function operandsOf(name: string, known: Known): readonly string[] {
  return name === 'causes' ? known.causes : name === 'lab' ? known.scenarios : [];
}

function bash(all: readonly Described[], known: Known): string {
  const cases = all.flatMap((one) => {
    const { name } = one.entry;
    const values = optionsOf(one).flatMap(([option, spec]) => {
      const list = spec.takes === null ? [] : valuesOf(option, spec, name, known);
      if (list === null) return [`      --${option}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`];
      return list.length === 0
        ? []
        : [`      --${option}) COMPREPLY=($(compgen -W '${list.join(' ')}' -- "$cur")); return ;;`];
    });
    const words = [...optionsOf(one).map(([option]) => `--${option}`), ...operandsOf(name, known)];
    return [
      `    ${name})`,
      ...(values.length === 0 ? [] : ['      case $prev in', ...values.map((line) => `  ${line}`), '      esac']),
      `      words='${words.join(' ')}' ;;`,
    ];
  });
  return [
    '# bash completion for ftpdoctor; put it into /etc/bash_completion.d/',
    '_ftpdoctor() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=check words',
    `  if [[ $COMP_CWORD -eq 1 && $cur != -* ]]; then`,
    `    COMPREPLY=($(compgen -W '${all.map(({ entry }) => entry.name).join(' ')}' -A hostname -- "$cur")); return`,
    '  fi',
    `  case \${COMP_WORDS[1]} in ${all.map(({ entry }) => entry.name).join('|')}) command=\${COMP_WORDS[1]} ;; esac`,
    '  case $command in',
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    '}',
    'complete -o default -F _ftpdoctor ftpdoctor',
    '',
  ].join('\n');
}

/** Text between single quotes of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Signs that mean something in the specifications of zsh. */
function zshText(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function zsh(all: readonly Described[], known: Known): string {
  const specs = (one: Described): string[] =>
    optionsOf(one).map(([option, spec]) => {
      const list = spec.takes === null ? [] : valuesOf(option, spec, one.entry.name, known);
      const action = list === null ? '_files' : list.length === 0 ? ' ' : `(${list.join(' ')})`;
      const value = spec.takes === null ? '' : `:${zshText(spec.takes)}:${action}`;
      return quoted(`--${option}[${zshText(spec.says)}]${value}`);
    });
  return [
    '#compdef ftpdoctor',
    '_ftpdoctor() {',
    '  local -a commands',
    '  commands=(',
    ...all.map(({ entry }) => `    ${quoted(`${entry.name}:${zshText(entry.title)}`)}`),
    '  )',
    '  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then',
    '    _describe command commands; _hosts; return',
    '  fi',
    '  case $words[2] in',
    ...all
      .map((one) => {
        const list = operandsOf(one.entry.name, known);
        const operand =
          list.length === 0
            ? one.entry.name === 'check'
              ? "'*:host:_hosts'"
              : "'*:file:_files'"
            : quoted(`*:id:(${list.join(' ')})`);
        const pattern = one.entry.name === 'check' ? '*' : one.entry.name;
        return { pattern, line: `    ${pattern}) _arguments ${[...specs(one), operand].join(' ')} ;;` };
      })
      .toSorted((a, b) => Number(a.pattern === '*') - Number(b.pattern === '*'))
      .map(({ line }) => line),
    '  esac',
    '}',
    '_ftpdoctor "$@"',
    '',
  ].join('\n');
}

function fish(all: readonly Described[], known: Known): string {
  const first = 'not __fish_seen_subcommand_from ' + all.map(({ entry }) => entry.name).join(' ');
  return [
    '# fish completion for ftpdoctor; put it into ~/.config/fish/completions/',
    ...all.map(({ entry }) => `complete -c ftpdoctor -n '${first}' -a ${entry.name} -d ${quoted(entry.title)}`),
    ...all.flatMap((one) => {
      const { name } = one.entry;
      const when = `-n '__fish_seen_subcommand_from ${name}'`;
      const operands = operandsOf(name, known);
      return [
        ...optionsOf(one).map(([option, spec]) => {
          const list = spec.takes === null ? [] : valuesOf(option, spec, name, known);
          const value =
            spec.takes === null
              ? ''
              : list === null
                ? ' -rF'
                : list.length === 0
                  ? ' -x'
                  : ` -x -a ${quoted(list.join(' '))}`;
          const short = spec.short === undefined ? '' : ` -s ${spec.short}`;
          return `complete -c ftpdoctor ${when} -l ${option}${short}${value} -d ${quoted(spec.says)}`;
        }),
        ...(operands.length === 0 ? [] : [`complete -c ftpdoctor ${when} -f -a ${quoted(operands.join(' '))}`]),
      ];
    }),
    '',
  ].join('\n');
}

/** The completion script of a shell, from the table of commands. */
export function completionScript(shell: Shell, all: readonly Described[], known: Known): string {
  return { bash, zsh, fish }[shell](all, known);
}
