/** Edits from one word to another, two letters swapped being one (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const edits = [(row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)];
      if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) edits.push((before[j - 1] ?? 0) + 1);
      next.push(Math.min(...edits));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known word that a mistyped one most likely means; `null` where none is near. */
export function nearest(given: string, known: readonly string[]): string | null {
  if (given === '' || given.length > 60) return null;
  const ranked = known
    .map((one) => ({ one, far: one.startsWith(given) && given.length > 2 ? 1 : distance(given, one) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(1, Math.floor(given.length / 3)) ? best.one : null;
}
