import { clientLog } from '../log/client.js';
import { endpointIn, failureOf } from '../log/words.js';

export default clientLog({
  id: 'fluentftp',
  title: 'FluentFTP trace',
  marks: [/^(?:Status|Command|Response):\s{2,}\S/, /^# (?:Connect|OpenPassiveDataStream|OpenActiveDataStream|GetListing|OpenDataStream)/, /^>\s+\w+\(.*\)$/],
  weight: 0.8,
  says: [
    [
      /^Status:\s+Connecting to (.*)/,
      ([, where = '']) => ({ kind: 'connect', open: false, to: endpointIn(where.replace(/ ?[(]?IP #\d[)]? ?= ?/, '')) }),
    ],
    [/^Status:\s+FTPS (?:authentication|handshake) (?:successful|complete)/i, () => null],
    [/^(?:System\.|FluentFTP\.)?[\w.]*(?:Timeout|Socket|IO)Exception\b.*/, ([why]) => ({ kind: 'broken', failure: failureOf(why) })],
    [/^(?:Status|Error|Warning):\s+(.*(?:timed out|refused|actively refused|unreachable|did not properly respond).*)/i, ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) })],
    [/^Status:\s+Disposing.*/, () => null],
  ],
});
