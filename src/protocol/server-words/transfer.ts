import { readAddress } from '../disclosed.js';
import type { ServerText } from '../server-text.js';
import { type Pattern, verbs, withErrno } from './pattern.js';

function noSocket(match: RegExpExecArray): ServerText {
  const host = readAddress(match[1] ?? '');
  const own = host === null ? {} : { serverInside: { host, port: Number(match[2]) } };
  return withErrno('bind-failed', match, own);
}

/** Refusals of LIST and the other transfers. */
export const transfer: readonly Pattern[] = [
  // Before the addresses: FileZilla speaks of a session that does not match the control connection.
  {
    answers: null,
    says: /session (?:of|for) (?:the )?data connection (?:has |was )?(?:not|no) |session reuse required|require_ssl_reuse|data connection must be resumed|session resumption (?:is )?required/i,
    means: 'tls-resumption',
  },
  {
    answers: null,
    says: /bad IP connecting|security requirements not met|remote addresses do not match|data channel (?:does|did)(?:n't| not) match|(?:does not|doesn't|didn't|did not) match the (?:control|client)/i,
    means: 'data-peer-rejected',
  },
  {
    answers: verbs.transfer,
    says: /policy requires (?:SSL|TLS)|(?:SSL|TLS).{0,20}\brequired/i,
    means: 'tls-data-required',
  },
  {
    answers: null,
    says: /data (?:connection|channel)s? must be encrypted|required on the data channel/i,
    means: 'tls-data-required',
  },
  { answers: verbs.transfer, says: /\bPROT [CP]\b|\bPROT setting/, means: 'tls-data-required' },
  { answers: verbs.transfer, codes: [521], says: /^/, means: 'tls-data-required' },
  {
    answers: null,
    says: /passive data channel timed out|accept tcp .{0,80}timeout|no connection established|client did not connect/i,
    means: 'data-never-arrived',
  },
  {
    answers: verbs.transfer,
    says: /use PORT(?:,| or)|no data connection|bad sequence|PASV or PORT|PORT or PASV/i,
    means: 'no-data-setup',
  },
  {
    answers: null,
    says: /can't create (?:the )?data socket(?: \((\S{2,60}),(\d{1,5})\))?/i,
    means: noSocket,
  },
  {
    answers: verbs.transfer,
    says: /could not open data connection to port (\d{1,5})/i,
    means: (match) => withErrno('connect-back-failed', match, { receivedPort: Number(match[1]) }),
  },
  {
    answers: verbs.transfer,
    says: /failed to establish connection|(?:can't|cannot|could not|unable to) (?:build|open|prepare|establish|create).{0,10}data (?:connection|channel)|active data channel timed out/i,
    means: (match) => withErrno('connect-back-failed', match),
  },
];
