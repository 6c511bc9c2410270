import { sanitise } from '../sanitise.js';

/** Labels of a series, in the order in which they are written. */
export type Labels = Readonly<Record<string, string>>;

/** One value of a family; `suffix` is `_bucket`, `_sum` or `_count` for histograms. */
export interface Sample {
  readonly labels: Labels;
  readonly value: string;
  readonly suffix?: string;
}

/** A metric with its help text and its series. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly samples: readonly Sample[];
}

/** The three escapes of the exposition format; the sanitiser has already made every control character visible. */
function escape(value: string): string {
  return sanitise(value, 500).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function series(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escape(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

/**
 * The Prometheus text exposition format, version 0.0.4: each family and each series once, the first value of a series
 * given twice. A family without series is left out. Ends with a newline.
 */
export function exposition(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, help, type, samples }) => {
    const unique = new Map<string, string>();
    for (const { labels, value, suffix = '' } of samples) {
      const key = series(name + suffix, labels);
      if (!unique.has(key)) unique.set(key, value);
    }
    const values = [...unique].map(([key, value]) => `${key} ${value}`);
    return values.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values];
  });
  return `${lines.join('\n')}\n`;
}
