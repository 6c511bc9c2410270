const entity = /&(?!(?:amp|lt|gt|quot|apos);)/;
// XML 1.0 section 2.2: what is no Char may stand in no document, not even as a reference.
const forbidden = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const plain: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (entity.test(text) || text.includes('<')) throw new Error(`not well-formed: ${text.slice(0, 80)}`);
  return text.replace(/&(\w+);/g, (_all, name: string) => plain[name] ?? '');
}

/** Reads the subset of XML that JUnit files are made of, and throws where it is not well-formed. */
export function parseXml(document: string): Element {
  if (forbidden.test(document)) throw new Error('a character that XML 1.0 forbids');
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  const tag = /<\?[^?]*\?>|<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/gy;
  let at = 0;
  while (at < document.length) {
    const next = document.indexOf('<', at);
    const top = open.at(-1);
    if (top === undefined) throw new Error('closed too often');
    top.text += unescape(document.slice(at, next === -1 ? undefined : next));
    if (next === -1) break;
    tag.lastIndex = next;
    const found = tag.exec(document);
    if (found === null) throw new Error(`no tag: ${document.slice(next, next + 80)}`);
    at = tag.lastIndex;
    const [, slash, name, attributes = '', empty] = found;
    if (name === undefined) continue;
    if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)];
    const element: Element = {
      name,
      attributes: new Map(pairs.map(([, key = '', value = '']) => [key, unescape(value)])),
      children: [],
      text: '',
    };
    top.children.push(element);
    if (empty !== '/') open.push(element);
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined) throw new Error('not one closed root');
  return only;
}
