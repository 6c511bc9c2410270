import { labMissing } from './requirements.js';
import { checkOverLoss } from './loss.js';

/**
 * Measures by hand how a healthy path is judged that loses packets: `node dist/test/lab/loss-main.js [percent] [runs]`.
 * Prints each verdict that was not "healthy", and the count of all.
 */
const [percent = 5, runs = 100] = process.argv.slice(2).map(Number);
const missing = labMissing();
if (missing.length > 0) {
  process.stderr.write(`The lab cannot run: ${missing.join('; ')}\n`);
  process.exitCode = 1;
} else {
  const heard = await checkOverLoss(percent, runs);
  const counts = new Map<string, number>();
  for (const { verdict, causes, headline } of heard) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict !== 'healthy') process.stdout.write(`${verdict}: ${causes.join(', ')}: ${headline}\n`);
  }
  const seconds = heard.map((one) => one.seconds).sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  const all = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  process.stdout.write(
    `${percent} % loss, ${heard.length} checks: ${all}; ${median.toFixed(1)} s median, ${(seconds.at(-1) ?? 0).toFixed(1)} s longest\n`,
  );
  process.exitCode = counts.has('broken') ? 2 : 0;
}
