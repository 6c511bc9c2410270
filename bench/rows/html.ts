import { performance } from 'node:perf_hooks';
import html from '../../src/formats/html.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { style } from '../../test/formats/styles.js';
import { diagnoseScenario } from '../../test/support/scenario-run.js';
import type { Row } from '../row.js';

const events = 2000;

/** A report of the simulated lab whose transcript goes on as in a long check. */
async function longReport(): Promise<Report> {
  const scenario = findScenario('range-closed');
  if (scenario === undefined) throw new Error('the lab has no scenario range-closed');
  const { report } = await diagnoseScenario(scenario);
  const some = report.transcript;
  const longer = Array.from({ length: events }, (_, at) => {
    const event = some[at % some.length];
    if (event === undefined) throw new Error('the report has no transcript');
    return { ...event, seq: at + 1, lane: `${event.lane}/${Math.floor(at / some.length)}` };
  });
  return { ...report, transcript: longer };
}

/** The page of a long check, in process. */
const page: Row = {
  id: 'html',
  job: `HTML for a ${events}-event transcript`,
  against: 'in process',
  missing: () => '',
  async run() {
    const report = await longReport();
    const took: number[] = [];
    let size = 0;
    for (let time = 0; time < 9; time++) {
      const started = performance.now();
      size = Buffer.byteLength(html.render(report, style()));
      took.push(performance.now() - started);
    }
    return {
      goals: [
        { what: 'time', unit: 'ms', atMost: 150, values: took },
        { what: 'size', unit: 'kB', atMost: 500, values: [size / 1000] },
      ],
      figures: [],
      notes: [],
    };
  },
};

export default page;
