import { clientLog, type Saying } from '../log/client.js';
import { endpoint, endpointIn, failureOf } from '../log/words.js';

/** Curl writes the same lines for control and data connections; after a 227 or 229 they are about the data. */
function sayings(): readonly Saying[] {
  let data = false;
  return [
    [
      /^[<] (\d\d\d)[ -]/,
      ([, code]) => {
        if (code === '227' || code === '229') data = true;
        if (code === '226' || code === '250' || (code ?? '') > '399') data = false;
        return null;
      },
    ],
    [
      /^\*\s+Trying (\S+?)(?:\.\.\.|$)/,
      ([line]) => {
        const to = endpointIn(line);
        if (data) return to === null ? null : { kind: 'dial', to };
        return { kind: 'connect', open: false, to };
      },
    ],
    [
      // Before 7.61 the line above names no port.
      /^\* Connecting to \S+ \(([0-9a-f.:]+)\) port (\d+)/i,
      ([, host, port]) => {
        const to = endpoint(host, port);
        return data && to !== null ? { kind: 'dial', to } : null;
      },
    ],
    [
      /^\* (?:Established|Connected) (?:connection )?to (\S+) \(([0-9a-f.:]+)(?: port \d+)?\)(?: port (\d+))?/i,
      ([, name, host, port]) =>
        data
          ? { kind: 'dialled', to: null, failure: null }
          : { kind: 'connect', open: true, to: endpoint(host, port), ...(name === undefined ? {} : { name }) },
    ],
    [
      /^\* (?:connect to|Failed to connect to) (\S+) port (\d+)(?: from \S+ port \d+)?(?: after \d+ ms)?(?: failed)?: (.*)/,
      ([, host, port, why = '']) =>
        data
          ? { kind: 'broken', failure: failureOf(why) }
          : { kind: 'connect-failed', to: endpoint(host, port), failure: failureOf(why) },
    ],
    [/^\* (ipv[46] connect timeout after \d+ ?ms)/, ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) })],
    [
      /^\* Could not resolve host: (.*)/,
      ([why, name = '']) => [
        { kind: 'connect', open: false, to: null, name },
        { kind: 'connect-failed', to: null, failure: failureOf(why) },
      ],
    ],
    [/^\* Local: (\S+) port (\d+)/i, () => null],
    [/^\* Connection accepted from server/, () => ({ kind: 'accepted', caller: null, failure: null })],
    [/^\* (?:TLS|SSL connection using|ALPN: )/, () => null],
    [
      /^(?:\* (?:Operation timed out|[Cc]ouldn't connect|Can't open data|Connection timed out|FTP response timeout|Accept timeout|response reading failed|Recv failure|SSL|Connection reset).*|curl: \((?:7|12|13|18|28|30|35|55|56)\) .*)/i,
      ([why]) => ({ kind: 'broken', failure: failureOf(why.replace(/^\* |^curl: /, '')) }),
    ],
    [
      /^\* (?:Closing connection|Connection #\d+ to host)/,
      () => {
        data = false;
        return null;
      },
    ],
  ];
}

export default clientLog({
  id: 'curl',
  title: 'curl -v',
  marks: [/^\*\s+Trying [^ ]+/, /^\* (?:Connected to|Entry path is|Connect data stream|Failed EPSV)/, /^curl: \(\d+\)/],
  weight: 0.8,
  says: sayings,
  // The progress meter stands before the line, on the same one.
  unwrap: (line) => {
    const meter = line.slice(line.lastIndexOf('\r') + 1);
    return /^\s|^\d/.test(meter) ? meter.replace(/^[\s\d.:kMG%-]{20,}?(?=[*<>{}] )/, '') : meter;
  },
});
