import { timeOf } from '../log/words.js';
import { serverLog } from '../log/server.js';

const old = /^\((\d{6,})\)\s?(.{8,24}?) - (\([^)]*\)|\S{1,100}) \(([^)]+)\)> (.*)$/;
const modern =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\S* (==|>>|<<|!!|\?\?|--) \[FTP (?:Session|Server) (\d+) ([^\s\]]+)(?: [^\]]*)?\] (.*)$/;

/** As it is copied out of the window of the administration: `<date> FTP Session 1 address user [Command] text`. */
const panel =
  /^<[^<>]{6,40}> FTP (?:Session|Server) (\d+) ([^\s\]]+)(?: \S+)? \[(Response|Command|Status|Error|Warning)\] (.*)$/;

export default serverLog({
  id: 'filezilla-server-log',
  title: 'FileZilla Server, 0.9 and 1.x',
  product: 'FileZilla Server',
  marks: [
    /^\(\d{6,}\)\s?.{8,24}? - (?:\([^)]*\)|\S{1,100}) \([^)]+\)> /,
    /^\d{4}-\d\d-\d\dT\S+ (?:==|>>|<<|!!) \[FTP (?:Session|Server)/,
    /^<[^<>]{6,40}> FTP (?:Session|Server) \d+ \S+ (?:\S+ )?\[(?:Response|Command|Status)\] /,
  ],
  weight: 0.94,
  start() {
    return (line) => {
      const first = old.exec(line);
      if (first !== null) {
        const [, session = '', , , client = '', text = ''] = first;
        return { session, client, text, begins: text.startsWith('Connected'), ends: /^disconnected/i.test(text) };
      }
      const shown = panel.exec(line);
      if (shown !== null) {
        const [, session = '', client = '', kind, text = ''] = shown;
        // Its dates are written as the user's system does; their order cannot be told.
        const dialogue = kind === 'Response' || kind === 'Command';
        return {
          session,
          client,
          ...(dialogue ? { text } : {}),
          ends: /^(?:Session|Client) (?:ended|disconnected)/i.test(text),
        };
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
