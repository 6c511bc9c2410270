import { commonOptions, type Described } from './options-of.js';

/** Text for roff: backslashes, hyphens, and a dot or quote that begins a line mean something there. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
}

/** The manual page ftpdoctor(1) in man(7), from the table of commands; examples stand first. */
export function manPage(all: readonly Described[], version: string): string {
  const option = (name: string, takes: string | null, short: string | undefined, says: string): string[] => [
    '.TP',
    `${short === undefined ? '' : `\\fB\\-${short}\\fR, `}\\fB\\-\\-${roff(name)}\\fR${takes === null ? '' : ` \\fI${roff(takes)}\\fR`}`,
    roff(says),
  ];
  return [
    `.TH FTPDOCTOR 1 "" "ftpdoctor ${roff(version)}" "User Commands"`,
    '.SH NAME',
    'ftpdoctor \\- tells why FTP hangs on LIST',
    '.SH SYNOPSIS',
    ...all.flatMap(({ command }, at) => [
      ...(at === 0 ? [] : ['.br']),
      `\\fBftpdoctor ${roff(command.name)}\\fR [\\fIoptions\\fR] ${roff(command.takes)}`.trimEnd(),
    ]),
    '.SH EXAMPLES',
    ...all.flatMap(({ command }) =>
      command.examples.flatMap(([line, says]) => ['.TP', `\\fB${roff(line)}\\fR`, roff(says)]),
    ),
    ...all.flatMap(({ command }) => [
      `.SH "FTPDOCTOR ${roff(command.name.toUpperCase())}"`,
      roff(command.title),
      ...Object.entries(command.options).flatMap(([name, { takes, short, says }]) => option(name, takes, short, says)),
    ]),
    '.SH "EVERY COMMAND"',
    ...Object.entries(commonOptions).flatMap(([name, { takes, short, says }]) => option(name, takes, short, says)),
    '.SH "EXIT STATUS"',
    ...['healthy', 'degraded', 'broken', 'could not be judged'].flatMap((word, code) => [
      '.TP',
      `\\fB${code}\\fR`,
      word,
    ]),
    '.SH ENVIRONMENT',
    '.TP',
    '\\fBFTPDOCTOR_PASSWORD\\fR',
    'the password, where no option gives one',
    '.TP',
    '\\fBNO_COLOR\\fR, \\fBFORCE_COLOR\\fR, \\fBTERM\\fR',
    'whether colour is used',
    '',
  ].join('\n');
}
