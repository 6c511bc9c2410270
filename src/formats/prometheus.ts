import type { Report, Verdict } from '../model/report.js';
import type { Format } from './format.js';
import { exposition, type Labels } from './text/exposition.js';
import { isListing, targetNames } from './text/target.js';
import { seconds } from './text/words.js';

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

/** Every family over all reports, each report with labels of its own. */
function expose(reports: readonly (readonly [Labels, Report])[]): string {
  return exposition(
    families.map(({ name, help, samples }) => ({
      name,
      help,
      type: 'gauge',
      samples: reports.flatMap(([common, report]) =>
        samples(report).map(([labels, value]) => ({ labels: { ...common, ...labels }, value })),
      ),
    })),
  );
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
