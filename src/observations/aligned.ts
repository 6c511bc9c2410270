/** A line as far as laying two dialogues side by side needs it. */
export interface Worded {
  readonly who: 'client' | 'server';
  /** What it is without its arguments: the verb, or the code. */
  readonly word: string;
}

/**
 * Two lists of lines laid side by side by their words (longest common subsequence): pairs of what is the same line in
 * both. Lines that only one end shows are left out.
 */
export function aligned<T extends Worded, U extends Worded>(a: readonly T[], b: readonly U[]): (readonly [T, U])[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const same = (i: number, j: number): boolean => a[i]?.word === b[j]?.word && a[i]?.who === b[j]?.who;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = same(i, j)
        ? (table[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [T, U])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i], b[j]];
    if (same(i, j) && left !== undefined && right !== undefined) {
      pairs.push([left, right]);
      i++;
      j++;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}
