import type { Report, Verdict } from '../model/report.js';
import type { Format } from './format.js';
import { sanitise } from './sanitise.js';
import { isListing, targetNames } from './text/target.js';
import { seconds } from './text/words.js';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: string];

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: (report: Report) => readonly Sample[];
}

const verdicts: readonly Verdict[] = ['healthy', 'degraded', 'broken', 'inconclusive'];

const flag = (yes: boolean): string => (yes ? '1' : '0');

function perMode(report: Report, value: (attempt: Report['attempts'][number]) => string): Sample[] {
  return report.attempts.filter(isListing).map((attempt) => {
    const tls = !attempt.encrypted ? 'off' : report.target.tls === 'off' ? 'explicit' : report.target.tls;
    return [{ mode: attempt.mode, tls }, value(attempt)];
  });
}

const families: readonly Family[] = [
  {
    name: 'probe_success',
    help: 'Whether the directory could be listed by some mode and every assertion held: verdict healthy or degraded.',
    samples: ({ verdict }) => [[{}, flag(verdict === 'healthy' || verdict === 'degraded')]],
  },
  {
    name: 'ftpdoctor_up',
    help: 'Whether the control connection opened.',
    samples: ({ control }) => [[{}, flag(control.remote !== null)]],
  },
  {
    name: 'ftpdoctor_verdict',
    help: 'The verdict: 1 for the one that holds, 0 for the others.',
    samples: (report) => verdicts.map((verdict) => [{ verdict }, flag(report.verdict === verdict)]),
  },
  {
    name: 'ftpdoctor_mode_ok',
    help: 'Whether a directory listing came through in this mode.',
    samples: (report) => perMode(report, ({ reached }) => flag(reached === 'completed')),
  },
  {
    name: 'ftpdoctor_mode_duration_seconds',
    help: 'Time the listing in this mode took, or took to fail.',
    samples: (report) => perMode(report, ({ durationMs }) => seconds(durationMs)),
  },
  {
    name: 'ftpdoctor_finding_info',
    help: 'A finding of the diagnosis; the value is always 1.',
    samples: ({ findings }) => findings.map(({ id, party, confidence }) => [{ id, party, confidence }, '1']),
  },
  {
    name: 'ftpdoctor_duration_seconds',
    help: 'Time the whole check took.',
    samples: ({ durationMs }) => [[{}, seconds(durationMs)]],
  },
];

/** The three escapes of the exposition format; the sanitiser has already made every control character visible. */
function escape(value: string): string {
  return sanitise(value, 500).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function series(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escape(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

/** Each family once, each series once, as the text exposition format wants it. */
function expose(reports: readonly (readonly [Labels, Report])[]): string {
  const lines = families.flatMap(({ name, help, samples }) => {
    const unique = new Map<string, string>();
    for (const [common, report] of reports)
      for (const [labels, value] of samples(report)) {
        const key = series(name, { ...common, ...labels });
        if (!unique.has(key)) unique.set(key, value);
      }
    const lines = [...unique].map(([key, value]) => `${key} ${value}`);
    return lines.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines];
  });
  return `${lines.join('\n')}\n`;
}

/** Prometheus text format, for the exporter and for the textfile collector. Several targets get a `target` label. */
const prometheus: Format = {
  id: 'prometheus',
  title: 'metrics in the Prometheus text format',
  render: (report) => expose([[{}, report]]),
  several(reports) {
    const names = targetNames(reports);
    return expose(reports.map((report, at) => [{ target: names[at] ?? '' }, report]));
  },
};

export default prometheus;
