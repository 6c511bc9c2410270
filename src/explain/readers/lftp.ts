import { clientLog, opened } from '../log/client.js';
import { endpoint, failureOf } from '../log/words.js';

export default clientLog({
  id: 'lftp',
  title: 'lftp -d',
  marks: [
    /^---- (?:Connecting to|Connecting data socket|Resolving host|Closing (?:data|control) socket)/,
    /^\*\*\*\* /,
  ],
  weight: 0.85,
  says: [
    [
      /^---- Connecting to (\S+) \(([0-9a-f.:]+)\) port (\d+)/,
      ([, name, host, port]) => opened(endpoint(host, port), name),
    ],
    [
      /^---- Connecting data socket to \(([0-9a-f.:]+)\) port (\d+)/,
      ([, host, port]) => {
        const to = endpoint(host, port);
        return to === null ? null : { kind: 'dial', to };
      },
    ],
    [/^---- Data connection established/, () => ({ kind: 'dialled', to: null, failure: null })],
    [
      /^---- Accepted data connection from \(([0-9a-f.:]+)\) port (\d+)/,
      ([, host, port]) => ({ kind: 'accepted', caller: endpoint(host, port), failure: null }),
    ],
    [/^---- Address returned by PASV seemed to be incorrect/, () => ({ kind: 'address-replaced' })],
    [/^\*\*\*\* (.*)/, ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) })],
    [/^---- Closing control socket/, () => ({ kind: 'end' })],
  ],
});
