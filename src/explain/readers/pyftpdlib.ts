import { timeOf } from '../log/words.js';
import { serverLog } from '../log/server.js';

const entry =
  /^\[([DIWEC]) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[^\]]{0,40}\] ([0-9a-f.:]+):(\d+)-\[([^\]]*)\] (?:(<-|->) )?(.*)$/;

export default serverLog({
  id: 'pyftpdlib-log',
  title: 'pyftpdlib, debug level',
  product: 'pyftpdlib',
  marks: [/^\[[DIWE] [^\]]+\] [0-9a-f.:]+:\d+-\[[^\]]*\] /, /^\[I [^\]]+\] >>> starting FTP/],
  weight: 0.95,
  start() {
    let port: number | null = null;
    return (line) => {
      const started = />>> starting FTPS? ?(?:server)? on \S+?:(\d+),/.exec(line);
      if (started !== null) port = Number(started[1]);
      const match = entry.exec(line);
      if (match === null) return line.startsWith('[') ? { session: '' } : null;
      const [, , date = '', client = '', clientPort = '', , direction, text = ''] = match;
      return {
        session: `${client}:${clientPort}`,
        client,
        clientPort: Number(clientPort),
        atMs: timeOf(`${date}Z`),
        begins: text.startsWith('FTP session opened'),
        ends: text.startsWith('FTP session closed'),
        ...(port === null ? {} : { port }),
        ...(direction === undefined ? {} : { text: `${direction} ${text}` }),
      };
    };
  },
});
