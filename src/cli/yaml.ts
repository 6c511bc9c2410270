import { UsageError } from './usage-error.js';

/** Keys and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** A YAML file as plain data that can still say where each value stood. */
export interface YamlFile {
  readonly value: unknown;
  /** `file:line:column` of a value, or of the nearest one around it. */
  readonly place: (path: Path) => string;
}

/** Each of many targets may repeat an anchor, but aliases of aliases may not make a small file large. */
const mostAliases = 100_000;

/** Reads YAML 1.2, with the merge keys (`<<`) of 1.1. Throws `UsageError` that names every place the text goes wrong. */
export async function readYaml(file: string, text: string): Promise<YamlFile> {
  const { parseDocument, LineCounter, isMap, isNode, isScalar } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    ...{ prettyErrors: false, uniqueKeys: true, logLevel: 'error', merge: true },
  });
  const at = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const { errors } = document;
  if (errors.length > 0) {
    throw new UsageError(errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`).join('; '));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  /** The key where the value belongs to one, since that is where the eye looks. */
  const nodeAt = (path: Path): unknown => {
    const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    if (!isMap(around)) return document.getIn(path, true);
    return around.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
  };
  return {
    value,
    place(path) {
      for (let length = path.length; length > 0; length--) {
        const node = nodeAt(path.slice(0, length));
        if (isNode(node) && node.range != null) return at(node.range[0]);
      }
      return `${file}:1:1`;
    },
  };
}

/** Whether a YAML value is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
