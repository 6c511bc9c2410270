import { type Pattern, verbs } from './pattern.js';

/** Refusals on the way to the login, and ends of a session. */
export const session: readonly Pattern[] = [
  {
    answers: verbs.login,
    says: /must use encryption|(?:SSL|TLS)[^.]{0,30}\b(?:required|needed|mandatory)|cleartext sessions|use (?:AUTH\b|explicit )|(?:requires?|policy requires) (?:an? )?(?:SSL|TLS|FTPS|encrypt|secure)|encryption (?:is )?required|TLS security mechanisms|secure connection (?:is )?required/i,
    means: 'tls-required',
  },
  { answers: ['USER', 'PASS'], codes: [534], says: /^/, means: 'tls-required' },
  {
    answers: null,
    codes: [421],
    says: /time[d-]?[ -]?out|time limit|time exceeded|inactiv|\bidle\b/i,
    means: 'idle-timeout',
  },
  { answers: null, codes: [530], says: /^/, means: 'login' },
  { answers: verbs.login, codes: [430, 501, 503, 531, 532, 550], says: /^/, means: 'login' },
  {
    answers: verbs.login,
    says: /log ?in|password|authentication|access denied|not allowed|no connections allowed|refused|banned/i,
    means: 'login',
  },
];
