import { serverLog } from '../log/server.js';

const entry =
  /^(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) \[pid (\d+)\] (?:\[([^\]]*)\] )?(CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN|OK \w+|FAIL \w+): Client "([^"]*)"(?:, "(.*)"$|)/;
/** The log keeps the line end of each line within a longer reply, with its unprintable bytes as question marks. */
const lineEnd = /\?\?$/;

/**
 * vsftpd hands a session to another process after the login, under another number: that one answers a password which
 * a session of the same client still waits for.
 */
export default serverLog({
  id: 'vsftpd-log',
  title: 'vsftpd, log_ftp_protocol=YES',
  marks: [/\[pid \d+\] (?:\[[^\]]*\] )?(?:CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN): Client "/],
  weight: 0.95,
  start(awaits) {
    const owners = new Map<string, string>();
    const waiting = new Map<string, Set<string>>();
    let protocol = false;
    let lastDate = '';
    let atMs: number | null = null;
    return (line) => {
      const match = entry.exec(line);
      if (match === null) return null;
      const [, date = '', pid = '', user = '', what = '', client = '', text = ''] = match;
      if (date !== lastDate) {
        const parsed = Date.parse(`${date} UTC`);
        [lastDate, atMs] = [date, Number.isNaN(parsed) ? null : parsed];
      }
      const common = { client, atMs };
      if (what === 'CONNECT') {
        if (owners.size > 20_000) owners.clear();
        owners.set(pid, pid);
        waiting.set(client, (waiting.get(client) ?? new Set<string>()).add(pid));
        if (waiting.size > 5000) waiting.clear();
        return { ...common, session: pid, begins: true };
      }
      if (what === 'FTP command' || what === 'FTP response') {
        protocol = true;
        let owner = owners.get(pid);
        if (owner === undefined) {
          const candidates = waiting.get(client);
          owner = [...(candidates ?? [])].find((one) => awaits(one, 'PASS')) ?? pid;
          candidates?.delete(owner);
          owners.set(pid, owner);
        }
        const ends = text.startsWith('221 ');
        if (ends) waiting.get(client)?.delete(owner);
        return { ...common, session: owner, text: text.replace(lineEnd, ''), ends };
      }
      if (what === 'FAIL LOGIN' && !protocol) {
        return {
          ...common,
          session: pid,
          tokens: [
            { kind: 'command', text: `USER ${user}` },
            { kind: 'reply', text: '530 Login incorrect.' },
          ],
        };
      }
      return null;
    };
  },
});
