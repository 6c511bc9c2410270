import { clientLog, type Saying } from '../log/client.js';
import { endpointIn, failureOf } from '../log/words.js';

/** The same status line stands before control and data connections; after a 227 or 229 it is about the data. */
function sayings(): readonly Saying[] {
  let data = false;
  return [
    [
      /^Response:\s+(\d\d\d) /,
      ([, code = '']) => {
        if (code === '227' || code === '229') data = true;
        if (code === '226' || code > '399') data = false;
        return null;
      },
    ],
    [
      /^Status:\s+Connecting to (.*)/,
      ([, where = '']) => {
        const to = endpointIn(where);
        if (data) return to === null ? null : { kind: 'dial', to };
        return { kind: 'connect', open: false, to };
      },
    ],
    [
      /^(?:System\.|FluentFTP\.)?[\w.]*(?:Timeout|Socket|IO)Exception\b.*/,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
    [
      /^(?:Status|Error|Warning):\s+(.*(?:timed out|refused|unreachable|did not properly respond).*)/i,
      ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
    [
      /^# (?:Connect|Disconnect)\(/,
      () => {
        data = false;
        return null;
      },
    ],
  ];
}

export default clientLog({
  id: 'fluentftp',
  title: 'FluentFTP trace',
  marks: [
    /^(?:Status|Command|Response):\s{2,}\S/,
    /^# (?:Connect|OpenPassiveDataStream|OpenActiveDataStream|GetListing|OpenDataStream)/,
    /^>\s+\w+\(.*\)$/,
  ],
  weight: 0.8,
  says: sayings,
});
