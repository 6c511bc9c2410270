/** A generator of pseudo-random numbers below 1 (mulberry32): the same seed, the same numbers. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const inserts = [
  '\r',
  '\n',
  '\0',
  '227 (',
  ',,,,,,',
  '999999999999',
  '\u001b[2J',
  '> PASV',
  '< 227-',
  '{',
  '"',
  '\ufffd',
  '|||',
  '220 ',
];

/** Damages bytes in one to eight ways: flips, cuts, doublings, swaps and insertions of what parsers trip over. */
export function mutate(original: Uint8Array, random: () => number): Uint8Array {
  const pick = (below: number): number => Math.floor(random() * below);
  let bytes = Uint8Array.from(original);
  for (let times = 1 + pick(8); times > 0; times--) {
    const at = pick(bytes.length);
    const length = Math.min(bytes.length - at, pick(200));
    const [before, middle, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    switch (pick(6)) {
      case 0:
        if (bytes.length > 0) bytes[at] = pick(256);
        break;
      case 1:
        bytes = Uint8Array.from([...before, ...after]);
        break;
      case 2:
        bytes = Uint8Array.from([...before, ...middle, ...middle, ...after]);
        break;
      case 3:
        bytes = Uint8Array.from([...after, ...middle, ...before]);
        break;
      case 4:
        bytes = Uint8Array.from([
          ...before,
          ...new TextEncoder().encode(inserts[pick(inserts.length)]),
          ...middle,
          ...after,
        ]);
        break;
      default:
        bytes = bytes.slice(0, at);
    }
  }
  return bytes;
}
