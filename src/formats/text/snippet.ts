/** The lines of a setting for one product; `product` is null where the setting is for one known product. */
export interface SnippetPart {
  readonly product: string | null;
  readonly lines: readonly string[];
}

const head = /^# ([^:]{1,60}):$/;

/** A snippet for many products (`# product:` before each) in its parts, none of which is of use to who has another. */
export function snippetParts(snippet: string, mostLines?: number): SnippetPart[] {
  const parts: { product: string | null; lines: string[] }[] = [];
  for (const line of snippet.split(/\r?\n/, mostLines)) {
    const product = head.exec(line)?.[1] ?? null;
    const last = parts.at(-1);
    if (product !== null) parts.push({ product, lines: [] });
    else if (last === undefined) parts.push({ product: null, lines: [line] });
    else last.lines.push(line);
  }
  return parts;
}
