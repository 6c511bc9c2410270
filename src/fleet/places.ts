import { basename } from 'node:path';

/** A file of results and the place it comes from. */
export interface Source {
  readonly place: string;
  readonly file: string;
  /** Whether the place was named, and not only taken from the file's name. */
  readonly named: boolean;
}

/** An operand of `merge`: `FILE`, or `PLACE=FILE`. A file of that very name counts first. */
export function sourceOf(operand: string, isFile: (file: string) => boolean): Source {
  const match = /^([^=/\\]{1,60})=(.+)$/s.exec(operand);
  if (match !== null && !isFile(operand)) return { place: match[1] ?? '', file: match[2] ?? '', named: true };
  return { place: basename(operand).replace(/\.(nd|l)?jsonl?$/i, ''), file: operand, named: false };
}

/** `rome-1`, `rome.2of8` and `rome_03` to `rome`. */
function withoutPart(place: string): string {
  return place.replace(/[-_.](?:part|shard)?\d+(?:(?:of|-)\d+)?$/i, '');
}

/**
 * The place of each source. Files whose names differ in a number only, and of which no two hold the same target, are
 * the parts of one sweep; had two of them the same target, they would be two looks at it, and keep their own names.
 */
export function placesOf(
  sources: readonly Source[],
  keysOf: (source: Source) => ReadonlySet<string>,
): Map<Source, string> {
  const families = new Map<string, Source[]>();
  for (const source of sources) {
    const name = source.named ? source.place : withoutPart(source.place);
    families.set(name, [...(families.get(name) ?? []), source]);
  }
  const places = new Map<Source, string>();
  for (const [name, family] of families) {
    const unnamed = family.filter(({ named }) => !named);
    const keys = unnamed.flatMap((source) => [...keysOf(source)]);
    const apart = new Set(keys).size === keys.length && unnamed.length > 1;
    for (const source of family) places.set(source, source.named || apart ? name : source.place);
  }
  return places;
}
