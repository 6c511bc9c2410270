import { logReader } from '../log/log-reader.js';
import { endpointIn, isCommand, isReply } from '../log/words.js';

const row = /^\s*\|\s*([^|]{1,300}?)\s*\|\s*([^|]{3,60}?)\s*\|\s*([^|]{3,60}?)\s*\|/;

/** A session drawn as a table with the columns instruction, from and to, as Microsoft Q283679 does. */
export default logReader({
  id: 'table',
  title: 'a table of instructions, senders and receivers',
  side: 'client',
  marks: [/^\s*\|\s*(?:USER|PASS|PASV|PORT|LIST|\d{3} )[^|]*\|\s*[\d.]+:\d+\s*\|\s*[\d.]+:\d+\s*\|/],
  weight: 0.95,
  start(say) {
    let active = false;
    let before = '';
    return (line) => {
      const match = row.exec(line);
      if (match === null) return;
      const [, text = '', sender = '', receiver = ''] = match;
      const from = endpointIn(sender);
      const to = endpointIn(receiver);
      if (from === null || to === null) return;
      if (isCommand(text)) {
        const pair = `${sender} ${receiver}`;
        if (pair !== before) {
          before = pair;
          say({ kind: 'connect', open: false, to, local: from });
          say({ kind: 'connect', open: true, to, local: from });
        }
        if (/^(?:PORT|EPRT|PASV|EPSV)\b/.test(text)) active = !/^(?:PASV|EPSV)/.test(text);
        say({ kind: 'command', text });
      } else if (isReply(text)) {
        say({ kind: 'reply', text });
      } else if (text.startsWith('<')) {
        // The row of the data itself shows both ends of the data connection.
        say(active ? { kind: 'accepted', caller: from, failure: null } : { kind: 'dialled', to: from, failure: null });
      }
    };
  },
});
