import { forgetOldest, serverLog } from '../log/server.js';

interface Entry {
  readonly date: string;
  readonly pid: string;
  readonly user: string;
  readonly what: string;
  readonly client: string;
  readonly text: string;
}

const pidAt = 24;

/** `date [pid n] [user] what: Client "address", "text"`, by hand, since servers write a great many lines. */
function recordOf(line: string): Entry | null {
  if (!line.startsWith(' [pid ', pidAt)) return null;
  const pidEnd = line.indexOf('] ', pidAt);
  const clientAt = line.indexOf(': Client "', pidEnd);
  const clientEnd = line.indexOf('"', clientAt + 10);
  if (pidEnd < 0 || clientAt < 0 || clientEnd < 0) return null;
  let from = pidEnd + 2;
  let user = '';
  if (line[from] === '[') {
    const userEnd = line.indexOf('] ', from);
    if (userEnd < 0 || userEnd > clientAt) return null;
    user = line.slice(from + 1, userEnd);
    from = userEnd + 2;
  }
  return {
    date: line.slice(0, pidAt),
    pid: line.slice(pidAt + 6, pidEnd),
    user,
    what: line.slice(from, clientAt),
    client: line.slice(clientAt + 10, clientEnd),
    text: line.startsWith(', "', clientEnd + 1) && line.endsWith('"') ? line.slice(clientEnd + 4, -1) : '',
  };
}

const mostRemembered = 5000;

/**
 * vsftpd hands a session to another process after the login, under another number: that one answers a password which
 * a session of the same client still waits for.
 */
export default serverLog({
  id: 'vsftpd-log',
  title: 'vsftpd, log_ftp_protocol=YES',
  product: 'vsftpd',
  marks: [/\[pid \d+\] (?:\[[^\]]*\] )?(?:CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN): Client "/],
  weight: 0.95,
  start(awaits) {
    const owners = new Map<string, string>();
    const waiting = new Map<string, Set<string>>();
    let protocol = false;
    let lastDate = '';
    let atMs: number | null = null;
    return (line) => {
      const record = recordOf(line);
      if (record === null) return null;
      const { date, pid, user, what, client, text } = record;
      if (date !== lastDate) {
        const parsed = Date.parse(`${date} UTC`);
        [lastDate, atMs] = [date, Number.isNaN(parsed) ? null : parsed];
      }
      if (what === 'CONNECT') {
        forgetOldest(owners, mostRemembered);
        owners.set(pid, pid);
        waiting.set(client, (waiting.get(client) ?? new Set<string>()).add(pid));
        forgetOldest(waiting, mostRemembered);
        return { client, atMs, session: pid, begins: true };
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
        if (ends) {
          waiting.get(client)?.delete(owner);
          owners.delete(pid);
          owners.delete(owner);
        }
        // The line end within a longer reply is kept, its unprintable bytes as question marks. Written out: a spread
        // costs a third of the time of a large log here.
        return { client, atMs, session: owner, text: text.endsWith('??') ? text.slice(0, -2) : text, ends };
      }
      if (what === 'FAIL LOGIN' && !protocol) {
        return {
          client,
          atMs,
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
