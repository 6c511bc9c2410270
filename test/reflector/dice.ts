/** A whole number below the bound; the same sequence in each run. */
export type Dice = (bound: number) => number;

/** Numbers that look random and begin anew with each seed (mulberry32). */
export function startDice(seed: number): Dice {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** Bytes in which lines end now and then. */
export function randomBytesOf(dice: Dice, most: number): Uint8Array {
  return Uint8Array.from({ length: dice(most) }, () => (dice(60) === 0 ? 0x0a : dice(256)));
}

const verbs =
  'USER PASS PASV EPSV PORT EPRT LIST NLST MLSD RETR STOR SITE TYPE CWD SIZE MDTM REST OPTS ABOR PBSZ PROT HOST'.split(
    ' ',
  );
const words = [
  'HELLO',
  'DIAL',
  'GOT',
  'TELL',
  'dfdadada',
  '127,0,0,1,195,80',
  '|1|127.0.0.1|50000|',
  '|2|::1|50000|',
  '10.0.0.1',
  'payload',
  '../../etc/passwd',
  'ALL',
  '1',
  '0',
  '-1',
  '99999999999999999999',
  '%s%n',
  'a'.repeat(32),
  'x'.repeat(600),
  '\0',
  '\u00ff\u00f4',
  '\r',
  '__proto__',
  'constructor',
];

/** A command that may be right, nearly right, or nothing at all; never one that starts TLS. */
export function randomLine(dice: Dice): string {
  const pick = (from: readonly string[]): string => from[dice(from.length)] ?? '';
  const verb = dice(12) === 0 ? pick(words) : pick(verbs);
  const line = [verb, ...Array.from({ length: dice(4) }, () => pick(words))].join(' ');
  if (dice(6) > 0) return line;
  const at = dice(line.length + 1);
  return `${line.slice(0, at)}${String.fromCharCode(dice(256))}${line.slice(at)}`;
}
