import { clientLog, opened } from '../log/client.js';
import { endpoint, failureOf } from '../log/words.js';

/** The line-mode clients share their words: BSD ftp, tnftp, GNU inetutils, Linux netkit and Windows ftp.exe. */
export default clientLog({
  id: 'ftp-command',
  title: 'ftp command (tnftp, inetutils, netkit, Windows ftp.exe)',
  marks: [/^---> (?:USER|PORT|PASV|EPSV|LIST|NLST|SYST|PASS)\b/, /^ftp> ?/, /^Connected to [^\s(]+\.$/],
  weight: 0.55,
  unmarked: true,
  says: [
    [
      /^Trying ([0-9a-f.:]+)(?::(\d+))? ?\.\.\./,
      ([, host, port]) => ({ kind: 'connect', open: false, to: endpoint(host, port ?? 21) }),
    ],
    [
      /^Connected to ([^\s(]+?)(?: \(([0-9a-f.:]+)\))?\.$/,
      ([, name = '', host]) => {
        const to = endpoint(host ?? name, 21);
        // `Trying` came before and has begun the session; without it this is the beginning.
        return to === null ? opened(null, name) : opened(to, name);
      },
    ],
    [/^> ?ftp: ?(?:open )?connect ?: ?(.*)$/, ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) })],
    [
      /^ftp: (?:can't connect to|connect to address|open) [`'"]?([^\s'`":]+)[`'"]?(?::(\d+))?[`'"]?: (.*)/i,
      ([, host, port, why = '']) => [
        { kind: 'connect', open: false, to: endpoint(host, port ?? 21) },
        { kind: 'connect-failed', to: endpoint(host, port ?? 21), failure: failureOf(why) },
      ],
    ],
    [
      /^(?:ftp|tnftp): ?(?:data )?(?:connect|accept)(?:ion)?:? ?(?:for data channel)?:? ?(.*)/i,
      ([, why = '']) => ({ kind: 'dialled', to: null, failure: failureOf(why) }),
    ],
    [
      /^(?:ftp: (?:[`'"]?[^:]{1,60}: )?|\?\?\? )?((?:Name or service not known|Unknown host|nodename nor servname|Temporary failure in name resolution).*)/i,
      ([, why = '']) => [
        { kind: 'connect', open: false, to: null },
        { kind: 'connect-failed', to: null, failure: failureOf(why) },
      ],
    ],
    [
      /^(?:421 Service not available, remote server (?:timed out|has closed connection)|Connection closed by remote host|Aborting any data connection|netout: |.*: Connection (?:timed out|reset by peer)$)/i,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
  ],
});
