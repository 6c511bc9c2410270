import type { Token } from '../log/token.js';
import { isCommand, timeOf } from '../log/words.js';
import { serverLog } from '../log/server.js';

/** The fields of FTP 5 and 6 where no `#Fields` line names others. */
const usual = [
  'date',
  'time',
  'c-ip',
  'cs-username',
  's-ip',
  's-port',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'sc-win32-status',
];

/** IIS logs one line for each command with the code of its last reply, and no reply texts. */
export default serverLog({
  id: 'iis-w3c',
  title: 'IIS FTP, W3C extended log',
  product: 'IIS',
  marks: [
    /^#Software: Microsoft Internet Information Services/,
    /^#Fields:.*\b(?:cs-method|x-session|sc-status)\b/,
    /\b(?:ControlChannelOpened|DataChannelOpened|DataChannelClosed|ControlChannelClosed)\b/,
    /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d \S+ .*\[\d+\](?:USER|PASS|sent|created|closed)\b/,
  ],
  weight: 0.9,
  start() {
    let fields: readonly string[] = usual;
    let day = '1970-01-01';
    return (line) => {
      if (line.startsWith('#')) {
        if (line.startsWith('#Fields:')) fields = line.slice(8).trim().split(/\s+/).slice(0, 60);
        if (line.startsWith('#Date:')) day = /\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? day;
        return { session: '' };
      }
      const values = line.split(' ', fields.length);
      const field = (name: string): string => {
        const value = values[fields.indexOf(name)] ?? '-';
        return value === '-' ? '' : value;
      };
      const given = field('cs-method');
      if (given === '' || !/^\d\d:\d\d/.test(field('time'))) return { session: '' };
      const [, number, method = ''] = /^\[(\d+)\](.*)$/.exec(given) ?? [null, undefined, given];
      const client = field('c-ip');
      const session = field('x-session') || (number ?? `${client}:${field('c-port')}`);
      const common = {
        session,
        client,
        clientPort: Number(field('c-port')) || 0,
        port: Number(field('s-port')) || 21,
        atMs: timeOf(`${field('date') || day}T${field('time')}Z`),
      };
      if (method === 'ControlChannelOpened') return { ...common, begins: true };
      if (method === 'ControlChannelClosed' || method === 'closed') return { ...common, ends: true };
      const argument = field('cs-uri-stem').replaceAll('+', ' ');
      const command = `${method.toUpperCase()}${argument === '' ? '' : ` ${argument}`}`;
      const status = field('sc-status');
      if (!isCommand(command) || !/^[1-5]\d\d$/.test(status)) return common;
      const errno = Number(field('sc-win32-status')) || 0;
      // The one text that tells more than its code: IIS refuses another address than the client's with it.
      const refusedAddress = status === '501' && /^(?:PORT|EPRT) /.test(command);
      const words = refusedAddress ? ' Server cannot accept argument.' : errno === 0 ? '' : ` Windows error ${errno}`;
      const tokens: Token[] = [{ kind: 'command', text: command }];
      tokens.push({ kind: 'reply', text: `${status}${status < '400' ? '' : words}` });
      return { ...common, tokens, begins: method === 'USER' && number !== undefined };
    };
  },
});
