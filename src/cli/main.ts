import { start } from './start.js';

// Whatever goes wrong is told inside.
void start(process.argv.slice(2));
