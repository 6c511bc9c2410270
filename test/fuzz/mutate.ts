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

/** What parsers trip over: line ends, numbers out of range, brackets, the beginnings of replies, of JSON and of YAML. */
const inserts = [
  ...['\r', '\n', '\r\n', '\0', '\t', ' ', '\x85', '\u2028', '\ufeff', '\ufffd', '\u001b[2J', '\ud800', '😀'],
  ...['0', '-1', '1e999', '256', '65536', '4294967296', '999999999999', '9'.repeat(400), 'NaN', 'null', 'true'],
  ...['227 (', '229 (|||', '220-', '220 ', '226 ', ',,,,,,', '|||', '> PASV', '< 227-', 'PASS ', '\xff\xf4\xff\xf2'],
  ...['{', '}', '[', ']', '"', "'", '\\', '(', ')', '%s', '&a ', '*a', '<<: ', '!!js/function ', '__proto__', '---\n'],
  ...['password', ': ', '- ', '#', '../', '::', '::ffff:', '0x', '\x7f', '--', 'A'.repeat(3000), '('.repeat(500)],
].map((text) => Buffer.from(text, 'utf8'));
const telling = [0, 1, 0x7f, 0x80, 0xff, 10, 13, 45];
const longestPart = 200;

/**
 * Damages bytes in one to eight ways: flips, fills, cuts, doublings, swaps, and insertions of what parsers trip over.
 * `random` gives numbers below 1 and decides everything.
 */
export function mutate(original: Uint8Array, random: () => number): Buffer {
  const pick = (below: number): number => Math.floor(random() * below);
  let bytes = Buffer.from(original);
  // Mostly few, so that many inputs get past the first lines of their reader.
  for (let times = 1 + Math.floor(random() ** 3 * 8); times > 0; times--) {
    const at = pick(bytes.length);
    const length = Math.min(bytes.length - at, pick(longestPart));
    const before = bytes.subarray(0, at);
    const middle = bytes.subarray(at, at + length);
    const after = bytes.subarray(at + length);
    switch (pick(8)) {
      case 0:
        if (bytes.length > 0) bytes[at] = pick(256);
        break;
      case 1:
        if (bytes.length > 0) bytes[at] = telling[pick(telling.length)] ?? 0;
        break;
      case 2:
        bytes = Buffer.concat([before, after]);
        break;
      case 3:
        bytes = Buffer.concat([before, middle, middle, after]);
        break;
      case 4:
        bytes = Buffer.concat([after, middle, before]);
        break;
      case 5:
        bytes.fill(pick(256), at, at + length);
        break;
      case 6:
        // Cuts are rarer than the rest, else few inputs would be longer than their headers.
        if (pick(3) === 0) bytes = Buffer.from(before);
        break;
      default:
        bytes = Buffer.concat([before, inserts[pick(inserts.length)] ?? Buffer.alloc(0), middle, after]);
    }
  }
  return bytes;
}
