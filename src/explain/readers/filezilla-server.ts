import { timeOf } from '../log/words.js';
import { serverLog } from '../log/server.js';

const old = /^\((\d{6,})\)\s?(.{8,24}?) - (\([^)]*\)|\S{1,100}) \(([^)]+)\)> (.*)$/;
const modern =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\S* (==|>>|<<|!!|\?\?|--) \[FTP (?:Session|Server) (\d+) ([^\s\]]+)(?: [^\]]*)?\] (.*)$/;

export default serverLog({
  id: 'filezilla-server-log',
  title: 'FileZilla Server, 0.9 and 1.x',
  product: 'FileZilla Server',
  marks: [
    /^\(\d{6,}\)\s?.{8,24}? - (?:\([^)]*\)|\S{1,100}) \([^)]+\)> /,
    /^\d{4}-\d\d-\d\dT\S+ (?:==|>>|<<|!!) \[FTP (?:Session|Server)/,
  ],
  weight: 0.94,
  start() {
    return (line) => {
      const first = old.exec(line);
      if (first !== null) {
        const [, session = '', , , client = '', text = ''] = first;
        return { session, client, text, begins: text.startsWith('Connected'), ends: /^disconnected/i.test(text) };
      }
      const second = modern.exec(line);
      if (second === null) return { session: '' };
      const [, date = '', kind, session = '', client = '', text = ''] = second;
      return {
        session,
        client,
        atMs: timeOf(`${date}Z`),
        ...(kind === '>>' || kind === '<<' ? { text } : {}),
        ends: /^(?:Session ended|Control channel closed)/i.test(text),
      };
    };
  },
});
