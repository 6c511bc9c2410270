import { clientLog, opened } from '../log/client.js';
import { endpointIn, failureOf } from '../log/words.js';

export default clientLog({
  id: 'basic-ftp',
  title: 'basic-ftp for Node.js, verbose',
  marks: [
    /^Connected to \S+ \((?:No encryption|TLS)/,
    /^Login security: /,
    /^Trying to find optimal transfer strategy/,
  ],
  weight: 0.9,
  says: [
    [/^Connected to (\S+) \((?:No encryption|TLS|TLSv)/, ([, where = '']) => opened(endpointIn(where))],
    [
      /^(?:Downloading from|Uploading to) (\S+) \(/,
      ([, where = '']) => ({ kind: 'dialled', to: endpointIn(where), failure: null }),
    ],
    [
      /^(?:Error: )?Can't open data connection in passive mode: (.*)/,
      ([, why = '']) => ({ kind: 'dialled', to: endpointIn(why), failure: failureOf(why) }),
    ],
    [
      /^(?:Error: )?(Timeout \((?:control|data) socket\)|Timeout when trying to open data connection.*|User closed client.*|connect E[A-Z]+.*|read ECONNRESET.*)/,
      ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
  ],
});
