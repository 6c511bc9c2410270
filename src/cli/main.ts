import { version } from '../version.js';

// The version is asked for by scripts and package managers, so it is answered before anything else is loaded.
const argv = process.argv.slice(2);
const end = argv.indexOf('--');
if (argv.slice(0, end < 0 ? argv.length : end).some((word) => word === '--version' || word === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  const { start } = await import('./start.js');
  await start(argv);
}
