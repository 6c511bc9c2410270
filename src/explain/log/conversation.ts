import { isCommand, isReply, timeOf } from './words.js';

/** The stamp read last, in milliseconds: many lines of a log share one, and parsing a date is dear. */
let last = { stamp: '', atMs: null as number | null };

/** The date and time with which many programs begin their lines, taken off; `atMs` is `null` where there is none. */
export function unstamped(line: string): { readonly rest: string; readonly atMs: number | null } {
  const code = line.charCodeAt(0);
  // `[`, a digit or white space: nothing else begins a date.
  if (code !== 91 && (code < 48 || code > 57) && code !== 32 && code !== 9) return { rest: line, atMs: null };
  const match =
    /^\s{0,8}\[?(?:(\d{4}[-/]\d\d[-/]\d\d)[ T]+)?(\d\d:\d\d:\d\d)(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?\]?[:,]?\s+/.exec(
      line,
    );
  if (match === null) return { rest: line, atMs: null };
  const stamp = `${match[1] ?? '1970-01-01'}T${match[2] ?? ''}Z`;
  if (stamp !== last.stamp) last = { stamp, atMs: timeOf(stamp.replaceAll('/', '-')) };
  return { rest: line.slice(match[0].length), atMs: last.atMs };
}

/** What programs and people write before a command or a reply to say who speaks. */
const marker =
  /^(?:(?:Client|Server|C|S)\s?\d?\s?[>:]|[-=]{0,4}[<>]{1,3}[-=]{0,4}|\*(?:cmd|resp)\*|FTP [TR]x:|(?:Command|Response|COMMAND|RESPONSE|Cmd|Send|Sent|Recv|Received|DEBUG)\s?:>?|ftp>)\s*(?:(?:literal|quote)\s+)?/i;
const codes =
  /^(?:110|120|125|150|20[02]|21[1-5]|22[015679]|23[0-4]|250|257|33[0-6]|350|42[156]|43[014]|45[0-2]|50[0-7]|52[0-3]|53[0-7]|55[0-7])[ -]/;
const bare =
  /^(?:USER \S+|PASS \S*|PASV|EPSV(?: \S+)?|PORT [\dx,.]+|EPRT \|\S+|(?:LIST|NLST|MLSD|MLST|STAT)(?: [-/.*]\S*)?|(?:RETR|STOR|APPE|STOU|SIZE|MDTM|CWD) \S.*|TYPE [AIEL](?: \S+)?|PWD|XPWD|CDUP|SYST|FEAT|QUIT|NOOP|ABOR|AUTH \S+|PBSZ \d+|PROT [PCSE]|HOST \S+|OPTS \S.*|REST \d+|CLNT \S.*)\s*$/;

export interface Line {
  readonly kind: 'command' | 'reply';
  readonly text: string;
  /** Whether the line says who speaks; without that it is taken for what it looks like. */
  readonly marked: boolean;
  /** The marker as it stands there. */
  readonly by: string;
}

function unquoted(text: string): string {
  const quote = text.charCodeAt(0);
  if (quote !== 34 && quote !== 39) return text;
  const end = text.lastIndexOf(text[0] ?? '');
  return (end > 0 ? text.slice(1, end) : text.slice(1)).replace(/(?:\\[rn])+$/, '');
}

/** Reads one line of a dialogue: command or reply, by what it holds and not by the words around it. */
export function spoken(line: string): Line | null {
  const found = marker.exec(line);
  const text = (found === null ? line : unquoted(line.slice(found[0].length))).trimEnd();
  if (found !== null) {
    if (isReply(text)) return { kind: 'reply', text, marked: true, by: found[0] };
    return isCommand(text, true) ? { kind: 'command', text, marked: true, by: found[0] } : null;
  }
  if (codes.test(text)) return { kind: 'reply', text, marked: false, by: '' };
  return bare.test(text) ? { kind: 'command', text: text.trimEnd(), marked: false, by: '' } : null;
}

/** What a marked line says, whatever it is; `null` for a line without a marker. */
export function markedText(line: string): string | null {
  const found = marker.exec(line);
  return found === null ? null : unquoted(line.slice(found[0].length)).trimEnd();
}
