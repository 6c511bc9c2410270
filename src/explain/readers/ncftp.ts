import { clientLog } from '../log/client.js';
import { endpoint, endpointIn, failureOf } from '../log/words.js';

export default clientLog({
  id: 'ncftp',
  title: 'NcFTP debug log',
  marks: [/^(?:[\d: -]{19} )?\s*(?:Cmd:\s+[A-Z]{3,4}\b|LibNcFTP |\d\d\d: )/],
  weight: 0.8,
  // The code of a reply has a colon behind it; the lines after the first are indented and have none.
  unwrap: (line) => line.replace(/^((?:[\d-]{10}\s+[\d:]{8}\s+|[\d:]{8}\s+)?\s*)([1-6]\d\d): /, '$1< $2 '),
  says: [
    [
      /^Fixing bogus PASV data address from (\S+) to (\S+?)\.?$/i,
      ([, , to = '']) => {
        const fixed = endpointIn(to);
        return fixed === null ? { kind: 'address-replaced' } : { kind: 'dial', to: fixed };
      },
    ],
    [/^Connected to \S+ for PASV/, () => ({ kind: 'dialled', to: null, failure: null })],
    [
      /^Connected to ([^\s(]+?)(?: \(([0-9a-f.:]+)\))?\.$/,
      ([, name = '', host]) => [{ kind: 'connect', open: true, to: endpoint(host ?? name, 21), name }],
    ],
    [
      /^(?:connect failed|Data connection|Could not|Timed? ?out|Remote host)\b.*/i,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
  ],
});
