import type { Format } from './format.js';

/** A format by the word after `--format`; its file is loaded only when it is asked for. */
export interface Entry {
  readonly id: string;
  readonly load: () => Promise<{ readonly default: Format }>;
}

/** Every way to say a report, in the order of the help text; the first is the default. */
export const formats: readonly Entry[] = [
  { id: 'pretty', load: () => import('./pretty.js') },
  { id: 'json', load: () => import('./json.js') },
  { id: 'ndjson', load: () => import('./ndjson.js') },
  { id: 'markdown', load: () => import('./markdown.js') },
  { id: 'html', load: () => import('./html.js') },
  { id: 'junit', load: () => import('./junit.js') },
  { id: 'nagios', load: () => import('./nagios.js') },
  { id: 'prometheus', load: () => import('./prometheus.js') },
  { id: 'github', load: () => import('./github.js') },
  { id: 'trace', load: () => import('./trace.js') },
];

/** Loads the formats with these ids, or every one there is, in the order of the list. */
export function loadFormats(ids?: readonly string[]): Promise<Format[]> {
  const wanted = formats.filter(({ id }) => ids?.includes(id) ?? true);
  return Promise.all(wanted.map(async ({ load }) => (await load()).default));
}
