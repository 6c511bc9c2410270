import { isCommand } from '../log/words.js';
import { serverLog } from '../log/server.js';

/** The default format, `"%r" %s`, and formats that write the command with the reply and its text behind. */
const common =
  /^([0-9a-f.:]+) \S+ \S+ \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) [+-]\d{4}\] "([^"]{1,1000})" (\d{3})\b(.*)$/;
const full =
  /^\[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) [+-]\d{4}\] ([0-9a-f.:]+) (?:\S+ ){0,3}?(\d+) ([A-Z]{3,4}) (.{3,1000}?) ([1-5]\d\d)(?: (\D.*))?$/;

export default serverLog({
  id: 'proftpd-extended',
  title: 'ProFTPD ExtendedLog',
  product: 'ProFTPD',
  marks: [
    /^[0-9a-f.:]+ \S+ \S+ \[\d\d\/\w{3}\/\d{4}:[^\]]+\] "(?:USER|PASS|PASV|EPSV|PORT|EPRT|LIST|MLSD|NLST|RETR|STOR|CWD|PWD|TYPE|FEAT|SYST|AUTH)\b[^"]*" \d{3}/,
    /^\[\d\d\/\w{3}\/\d{4}:[^\]]+\] [0-9a-f.:]+ .*\b(?:USER|PASS|PASV|EPSV|PORT|LIST) (?:USER|PASS|PASV|EPSV|PORT|LIST)\b.* \d{3}\b/,
  ],
  weight: 0.92,
  start() {
    return (line) => {
      const one = common.exec(line);
      const two = one === null ? full.exec(line) : null;
      if (one === null && two === null) return { session: '' };
      const [day = '', month = '', year = '', time = ''] = one === null ? (two?.slice(1, 5) ?? []) : one.slice(2, 6);
      const client = one?.[1] ?? two?.[5] ?? '';
      const session = one === null ? `${client} ${two?.[6] ?? ''}` : client;
      const command = one?.[6] ?? two?.[8] ?? '';
      const code = one?.[7] ?? two?.[9] ?? '';
      const words = two?.[10] ?? '';
      const atMs = Date.parse(`${day} ${month} ${year} ${time} UTC`);
      const base = { session, client, atMs: Number.isNaN(atMs) ? null : atMs };
      if (!isCommand(command)) return base;
      return {
        ...base,
        begins: command.startsWith('USER '),
        tokens: [
          { kind: 'command', text: command },
          { kind: 'reply', text: words === '' ? code : `${code} ${words}` },
        ],
        ends: command === 'QUIT',
      };
    };
  },
});
