import { serverLog } from '../log/server.js';

const entry = /\bpure-ftpd(?:\[(\d+)\])?: \(([^@)]*)@([^)]+)\) \[(INFO|NOTICE|WARNING|ERROR|DEBUG)\] (.*)$/;

export default serverLog({
  id: 'pure-ftpd-log',
  title: 'Pure-FTPd syslog, -d',
  product: 'Pure-FTPd',
  marks: [/\bpure-ftpd(?:\[\d+\])?: \([^)]*@[^)]*\) \[/],
  weight: 0.93,
  start() {
    return (line) => {
      const match = entry.exec(line);
      if (match === null) return { session: '' };
      const [, pid, , client = '', , text = ''] = match;
      const common = { session: pid ?? client, client };
      const command = /^Command \[(\w{1,10})\] \[(.*)\]$/.exec(text);
      if (command !== null)
        return { ...common, text: `> ${`${command[1]?.toUpperCase() ?? ''} ${command[2] ?? ''}`.trim()}` };
      if (text.startsWith('New connection from')) return { ...common, begins: true };
      if (text.startsWith('Logout')) return { ...common, ends: true };
      const failed = /^Authentication failed for user \[(.*)\]/.exec(text);
      if (failed !== null) {
        return {
          ...common,
          tokens: [
            { kind: 'user', name: failed[1] ?? '' },
            { kind: 'reply', text: '530 Login authentication failed' },
          ],
        };
      }
      return { ...common, text };
    };
  },
});
