import { clientLog } from '../log/client.js';
import { endpoint, failureOf } from '../log/words.js';

export default clientLog({
  id: 'winscp',
  title: 'WinSCP session log',
  marks: [/^[.<>*!] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /],
  weight: 0.9,
  // Its mark stands before the date.
  unwrap: (line) => line.replace(/^([.<>*!]) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d{3} /, '$2 $1 '),
  says: () => {
    let passive = false;
    return [
      [
        /^[<>] (227|229|[A-Z]{3,4}|226|[45]\d\d)\b/,
        ([, word = '']) => {
          // A transfer leaves the port that is waiting as it is.
          if (/^\d|PASV|EPSV|PORT|EPRT/.test(word)) passive = word.startsWith('22') && word !== '226';
          return null;
        },
      ],
      [
        /^\. (?:Connecting to|Verbindung zu) ([^\s:]+)(?::(\d+))? \.\.\./,
        ([, name = '', port]) => {
          const to = endpoint(name, port ?? 21);
          if (passive && to !== null && port !== undefined) return { kind: 'dial', to };
          return { kind: 'connect', open: false, to, name };
        },
      ],
      [/^\. Connected with /, () => ({ kind: 'connect', open: true, to: null })],
      [/^\. (?:TLS|SSL) connection established/, () => null],
      [/^\. Server sent passive reply with unroutable address/, () => ({ kind: 'address-replaced' })],
      [/^\. Disconnected from server/, () => ({ kind: 'end' })],
      [
        /^[.*!] (?:\(EFatal\) |\(ExtException\) )?((?:Timeout detected|Connection failed|Could not (?:retrieve|connect)|Network error|Lost connection|Transfer channel can't be opened).*)/,
        ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) }),
      ],
      [/^[.*!] .*/, () => []],
    ];
  },
});
