import type { Token } from '../log/token.js';
import { isTransfer, verbOf } from '../log/pairing.js';
import { serverLog } from '../log/server.js';
import { timeOf } from '../log/words.js';

const debug = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ \S+ proftpd\[(\d+)\](?::)? \S+ \([^[)]*\[([0-9a-f.:]+)\]\): (.*)$/;
const dispatch = /^dispatching (CMD|LOG_CMD|LOG_CMD_ERR) command '([^']*)' to mod_/;

/** What an outcome without a text amounts to; the log tells only whether a command succeeded. */
function outcome(verb: string, ok: boolean): string {
  if (verb === 'USER') return ok ? '331' : '530';
  if (verb === 'PASS') return ok ? '230' : '530';
  if (isTransfer(verb)) return ok ? '226' : '425';
  return ok ? '200' : '500';
}

export default serverLog({
  id: 'proftpd-debug',
  title: 'ProFTPD debug log',
  product: 'ProFTPD',
  marks: [/ proftpd\[\d+\]:? \S+ \([^)]*\[[0-9a-f.:]+\]\): /],
  weight: 0.9,
  start(awaits) {
    const latest = new Map<string, string>();
    return (line) => {
      const match = debug.exec(line);
      if (match === null) return { session: '' };
      const [, date = '', session = '', client = '', text = ''] = match;
      const common = { session, client, atMs: timeOf(`${date}Z`) };
      if (text === 'FTP session opened.') return { ...common, begins: true };
      if (text === 'FTP session closed.') {
        latest.delete(session);
        return { ...common, ends: true };
      }
      if (text.startsWith('Entering Passive Mode')) return { ...common, text: `227 ${text}` };
      if (text.startsWith('Entering Extended Passive Mode')) return { ...common, text: `229 ${text}` };
      const found = dispatch.exec(text);
      if (found === null) return common;
      const [, phase, command = ''] = found;
      const verb = verbOf(command);
      let tokens: Token[] = [];
      if (phase === 'CMD') {
        // Several modules may look at one command.
        if (latest.get(session) !== command) tokens = [{ kind: 'command', text: command }];
        latest.set(session, command);
      } else {
        latest.delete(session);
        if (awaits(session, verb)) tokens = [{ kind: 'reply', text: outcome(verb, phase === 'LOG_CMD') }];
      }
      return { ...common, tokens };
    };
  },
});
