import { createHmac, randomBytes } from 'node:crypto';
import { verifyPassword, type PasswordHash } from './password-hash.js';

/** Users that may ask, with their hashes. */
export type Users = ReadonlyMap<string, PasswordHash>;

/** Says whether the `Authorization` header of a request is good; `busy` when too many are being checked. */
export type Authenticate = (users: Users, header: string | undefined) => Promise<'yes' | 'no' | 'busy'>;

/** Each check costs 32 MiB and some 60 ms by design, so few run at once. */
const mostChecks = 4;
const mostRemembered = 100;

/** User and password of Basic authentication (RFC 7617); `null` for anything else. */
function credentials(header: string | undefined): { user: string; password: string } | null {
  const match = /^Basic ([A-Za-z0-9+/]{1,2000}={0,2})$/i.exec(header ?? '');
  const text = Buffer.from(match?.[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Basic authentication that remembers what was right, so that a scrape each second does not cost a hash each second. */
export function createAuthenticate(): Authenticate {
  const key = randomBytes(32);
  const right = new Set<string>();
  let checks = 0;
  return async (users, header) => {
    const given = credentials(header);
    if (given === null) return 'no';
    const named = users.get(given.user);
    // An unknown name costs the same as a wrong password, so that names cannot be guessed by the clock.
    const known = named ?? [...users.values()][0];
    if (known === undefined) return 'no';
    const digest = createHmac('sha256', key)
      .update(JSON.stringify([given.user, given.password, Buffer.from(known.hash).toString('hex')]))
      .digest('hex');
    if (named !== undefined && right.has(digest)) return 'yes';
    if (checks >= mostChecks) return 'busy';
    checks++;
    try {
      if (!(await verifyPassword(given.password, known)) || named === undefined) return 'no';
    } finally {
      checks--;
    }
    if (right.size >= mostRemembered) right.clear();
    right.add(digest);
    return 'yes';
  };
}
