/** Edits from one word to another (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, sign] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (sign === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known word that a mistyped one most likely means; `null` where none is near. */
export function nearest(given: string, known: readonly string[]): string | null {
  if (given.length > 60) return null;
  const ranked = known
    .map((one) => ({ one, far: one.startsWith(given) && given.length > 2 ? 1 : distance(given, one) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(1, Math.floor(given.length / 3)) ? best.one : null;
}
