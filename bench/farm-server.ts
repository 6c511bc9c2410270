// Runs the healthy server of test/fleet/farm.ts in a process of its own, on every loopback address, until it is ended.
// Says its port.
import { startFarm } from '../test/fleet/farm.js';

const { healthyPort } = await startFarm();
process.stdout.write(`${healthyPort}\n`);
