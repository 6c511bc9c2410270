import { clientLog } from '../log/client.js';
import { endpoint, failureOf } from '../log/words.js';

export default clientLog({
  id: 'winscp',
  title: 'WinSCP session log',
  marks: [/^[.<>*!] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /],
  weight: 0.9,
  // Its mark stands before the date.
  unwrap: (line) => line.replace(/^([.<>*!]) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d{3} /, '$2 $1 '),
  says: [
    [
      /^\. (?:Connecting to|Verbindung zu) ([^\s:]+)(?::(\d+))? \.\.\./,
      ([, name = '', port]) => ({ kind: 'connect', open: false, to: endpoint(name, port ?? 21), name }),
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
  ],
});
