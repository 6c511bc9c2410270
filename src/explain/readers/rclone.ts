import { clientLog, type Saying } from '../log/client.js';
import { endpointIn, failureOf } from '../log/words.js';

/** One connection pool writes one log; the target in each line tells control from data. */
function sayings(): readonly Saying[] {
  let data = false;
  return [
    [
      /^FTP Rx: "(\d\d\d) /,
      ([, code = '']) => {
        if (code === '227' || code === '229') data = true;
        if (code === '226' || code > '399') data = false;
        return null;
      },
    ],
    [
      /^DEBUG : \S+ dial\("tcp",\s?"([^"]+)"\)/,
      ([, where = '']) => {
        const to = endpointIn(where);
        if (data) return to === null ? null : { kind: 'dial', to };
        return { kind: 'connect', open: false, to };
      },
    ],
    [
      /^DEBUG : \S+ > dial: conn=\S+, err=(.*)/,
      ([, error = '']) => {
        if (error === '<nil>') {
          return data ? { kind: 'dialled', to: null, failure: null } : { kind: 'connect', open: true, to: null };
        }
        return data
          ? { kind: 'dialled', to: null, failure: failureOf(error) }
          : { kind: 'connect-failed', to: null, failure: failureOf(error) };
      },
    ],
    [
      /^ERROR : .*?((?:[Tt]imeout when|i\/o timeout|dial tcp|connection re|EOF).*)/,
      ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
  ];
}

export default clientLog({
  id: 'rclone',
  title: 'rclone -vv',
  marks: [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:DEBUG|ERROR|NOTICE|INFO)\s*: /],
  weight: 0.85,
  unwrap: (line) => line.replace(/^(\S+ \S+ )DEBUG : (FTP [RT]x: )/, '$1$2'),
  says: sayings,
});
