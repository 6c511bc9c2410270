import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A password as scrypt (RFC 7914) made it unreadable. */
export interface PasswordHash {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const cost = { logN: 15, r: 8, p: 1 };
/** Costs beyond these would let a line of the file use up the machine. */
const most = { logN: 17, r: 16, p: 4 };

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function derive(password: string, salt: Uint8Array, length: number, { logN, r, p }: typeof cost): Promise<Buffer> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** A fresh line for `basic_auth_users`, in the PHC string format: `$scrypt$ln=15,r=8,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, 32, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Reads such a line; `null` for anything else, and for costs out of bounds. */
export function readHash(text: string): PasswordHash | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{43,86})$/.exec(
    text,
  );
  if (match === null) return null;
  const [logN = 0, r = 0, p = 0] = match.slice(1, 4).map(Number);
  if (logN < 10 || logN > most.logN || r < 1 || r > most.r || p < 1 || p > most.p) return null;
  const [salt, hash] = [Buffer.from(match[4] ?? '', 'base64'), Buffer.from(match[5] ?? '', 'base64')];
  return { logN, r, p, salt, hash };
}

/** Whether a password is the one behind a hash; takes as long for a wrong one as for the right one. */
export async function verifyPassword(password: string, known: PasswordHash): Promise<boolean> {
  const derived = await derive(password, known.salt, known.hash.length, known);
  return timingSafeEqual(derived, known.hash);
}
