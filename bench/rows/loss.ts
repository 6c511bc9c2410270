import { checkOverLoss } from '../../test/lab/loss.js';
import { labMissing } from '../lab.js';
import type { Row } from '../row.js';

const percent = 5;
/** Of three runs, more than a hundred. */
const checks = Number(process.env['BENCH_LOSS_CHECKS'] ?? 34);

/** Lost packets must cost time, never a wrong answer. */
const loss: Row = {
  id: 'loss',
  job: `${checks} checks of a healthy server, ${percent} % of packets lost in both directions`,
  against: 'the truth',
  missing: () => labMissing(),
  async run() {
    const heard = await checkOverLoss(percent, checks);
    const count = (verdict: string): number => heard.filter((one) => one.verdict === verdict).length;
    const others = [...new Set(heard.filter(({ verdict }) => verdict !== 'healthy').map(({ headline }) => headline))];
    return {
      goals: [{ what: 'called broken', unit: 'checks', atMost: 0, values: [count('broken')] }],
      figures: [
        { what: 'called healthy', unit: 'checks', values: [count('healthy')] },
        { what: 'duration of a check', unit: 's', values: heard.map(({ seconds }) => seconds) },
      ],
      notes: others.map((headline) => `also said: "${headline}"`),
    };
  },
};

export default loss;
