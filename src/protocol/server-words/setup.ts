import type { ServerText } from '../server-text.js';
import { type Pattern, verbs, withErrno } from './pattern.js';

const either = [...verbs.active, ...verbs.passive];
const permanent = [500, 501, 502, 503, 504, 520, 530, 534, 550];

function noListener(match: RegExpExecArray): ServerText {
  const inUse = /Address already in use|EADDRINUSE/i.test(match.input);
  return withErrno(inUse ? 'range-exhausted' : 'bind-failed', match);
}

/** Refusals of PORT, EPRT, PASV and EPSV. */
export const setup: readonly Pattern[] = [
  {
    answers: either,
    says: /\bIPv[46]\b|network protocol|EPRT protocol|address family/i,
    means: 'wrong-family',
  },
  { answers: either, codes: [522], says: /^/, means: 'wrong-family' },
  {
    answers: verbs.active,
    says: /ports? (?:<|below|under) ?1024|privileged port|reserved port|port too low/i,
    means: 'privileged-port',
  },
  {
    answers: verbs.active,
    codes: [...permanent, 421],
    says: /active mode is (?:disabled|not)|unable to service (?:PORT|EPRT)|(?:after EPSV ALL|EPSV ALL in effect)|(?:PORT|EPRT|active)\b.{0,40}\b(?:disabled|not allowed|not permitted|denied)|permission denied|operation not permitted/i,
    means: 'active-disabled',
  },
  {
    answers: verbs.active,
    says: /illegal (?:PORT|EPRT)|foreign address|address is not yours|addresses do not match|cannot accept argument|security requirements|(?:does not|doesn't|didn't|did not) match|\bFXP\b/i,
    means: 'foreign-address',
  },
  {
    answers: verbs.active,
    says: /(?:can't|cannot|could not|unable to) (?:build|open|connect|create).{0,30}(?:data|address)|active data channel timed out/i,
    means: (match) => withErrno('connect-back-failed', match),
  },
  {
    answers: verbs.passive,
    codes: permanent,
    says: /unable to service (?:PASV|EPSV)|(?:after EPSV ALL|EPSV ALL in effect)|(?:PASV|EPSV|passive)\b.{0,40}\b(?:disabled|not allowed|not permitted|denied)|permission denied|operation not permitted/i,
    means: 'passive-disabled',
  },
  {
    answers: verbs.passive,
    says: /(?:cannot|can't) assign requested address|address already in use/i,
    means: noListener,
  },
  {
    answers: verbs.passive,
    says: /reserved TCP ports are busy|could not listen|unable to (?:set up|listen)|no free port|failed listen|(?:no|any) (?:free |available )?ports?\b|cannot prepare for data/i,
    means: 'range-exhausted',
  },
  {
    answers: verbs.passive,
    says: /(?:can't|cannot|unable to) open (?:a )?passive|unable to build data connection|unable to identify the local data socket/i,
    means: noListener,
  },
];
