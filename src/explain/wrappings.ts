/** What tools, mailers and web pages put around the lines of a log. */
export interface Wrapping {
  readonly id: string;
  /** The line without it; a line that does not wear it stays as it is. */
  off(line: string): string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };
/** Numbers of the characters that are worth more than a blank: `&#62;` is the mark of a command. */
const character = (code: number): string => (code >= 32 && code < 0xd800 ? String.fromCharCode(code) : ' ');

function entity(whole: string, name: string): string {
  if (name.startsWith('#x') || name.startsWith('#X')) return character(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return character(Number(name.slice(1)));
  return entities[name.toLowerCase()] ?? whole;
}

const tag =
  /<\/?(?:pre|code|br|p|div|span|li|ul|ol|tt|b|i|em|strong|blockquote|font|td|tr|table)(?:\s[^<>]{0,300})?\/?>/gi;

export const wrappings: readonly Wrapping[] = [
  // One step of quoting, as mailers and forums do it.
  { id: 'quote', off: (line) => line.replace(/^\s{0,3}>\s?/, '') },
  {
    id: 'markup',
    off: (line) => line.replaceAll(tag, '').replaceAll(/&(#?\w{1,8});/g, entity),
  },
  // docker compose, kubectl and the like: `ftp-1  | text`.
  { id: 'service', off: (line) => line.replace(/^[\w./-]{1,60}\s{0,20}\|\s?/, '') },
  // `12: text` of grep -n, and the columns of editors and tables.
  { id: 'number', off: (line) => line.replace(/^\s{0,8}\d{1,6}(?:[:|)]\s?|\s{2,8}|\t)/, '') },
  {
    id: 'stamp',
    off: (line) =>
      line.replace(
        /^\s{0,3}\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\s?|\d\d?[./]\d\d?[./]\d{4},?\s)?\d\d?:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|\s?[AP]M|[+-]\d\d:?\d\d)?\]?(?:\s?[-|])?\s{1,4}/i,
        '',
      ),
  },
  // syslog and the journal: `Mar  1 10:00:00 host program[12]: text`.
  {
    id: 'syslog',
    off: (line) =>
      line.replace(/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.:-]{1,60} [\w./-]{1,40}(?:\[\d{1,7}\])?:\s/, ''),
  },
];
