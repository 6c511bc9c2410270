import { clientLog, opened, type Saying } from '../log/client.js';
import type { Token } from '../log/token.js';
import { endpoint, failureOf } from '../log/words.js';

const sextet = (host: string, port: string): string =>
  [...host.split('.'), Math.floor(Number(port) / 256), Number(port) % 256].join(',');

/** Without -d wget shows its steps and their outcome only; with -d the dialogue is among them. */
function sayings(): readonly Saying[] {
  let wire = false;
  let to: ReturnType<typeof endpoint> = null;
  const step = (command: string, reply: string): Token[] =>
    wire
      ? []
      : [
          { kind: 'command', text: command },
          { kind: 'reply', text: reply },
        ];
  return [
    [
      /^--> [A-Z]/,
      () => {
        wire = true;
        return null;
      },
    ],
    [
      /^Connecting to (?:([^\s|:]+)(?: \([^)]*\))?)?\|?([0-9a-f.:]*?)\|?:(\d+)\.\.\. ?(connected\.|failed: (.*))?/,
      ([, name, host, port, outcome = '', why = '']) => {
        wire = false;
        to = endpoint(host === '' ? name : host, port);
        if (outcome.startsWith('failed')) {
          return [
            { kind: 'connect', open: false, to },
            { kind: 'connect-failed', to, failure: failureOf(why) },
          ];
        }
        return opened(to, name);
      },
    ],
    [
      /^Logging in as (\S+) \.\.\. Logged in!/,
      ([, user = '']) => [{ kind: 'user', name: user }, ...step(`USER ${user}`, '230 Logged in!')],
    ],
    [
      /^Logging in as (\S+) \.\.\. Login incorrect/i,
      ([, user = '']) => [{ kind: 'user', name: user }, ...step(`USER ${user}`, '530 Login incorrect')],
    ],
    [/^Logging in as (\S+)/, ([, user = '']) => ({ kind: 'user', name: user })],
    [
      /^trying to connect to ([0-9a-f.:]+) port (\d+)/,
      ([, host, port]) => {
        const dial = endpoint(host, port);
        return dial === null ? null : { kind: 'dial', to: dial };
      },
    ],
    [
      /^(?:==> PASV \.\.\. )?couldn't connect to ([0-9.]+) port (\d+): (.*)/,
      ([, host = '', port = '', why = '']) => [
        // wget connects to what the 227 names, so its failure tells the address.
        ...step('PASV', `227 (${sextet(host, port)})`),
        { kind: 'dialled', to: endpoint(host, port), failure: failureOf(why) },
      ],
    ],
    [
      /^==> PASV \.\.\. done\.\s+==> (LIST|RETR \S+) \.\.\. done\./,
      ([, next = '']) => [...step('PASV', '227'), ...step(next, '226 done')],
    ],
    [/^(?:==> |done\.)/, () => []],
    [
      /^(?:Read error|Write failed|Connection timed out|Data transfer aborted|Control connection closed|Error in server).*/,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
  ];
}

export default clientLog({
  id: 'wget',
  title: 'wget, with or without -d',
  marks: [
    /^DEBUG output created by Wget/,
    /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+ftps?:/,
    /^==> (?:PASV|SYST|PWD|TYPE|CWD|LIST|RETR)\b/,
  ],
  weight: 0.85,
  unmarked: true,
  says: sayings,
});
