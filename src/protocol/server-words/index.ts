import { general } from './general.js';
import type { Pattern } from './pattern.js';
import { session } from './session.js';
import { setup } from './setup.js';
import { transfer } from './transfer.js';

/** Every text we know, the most telling first: the first that fits counts. */
export default [...general, ...setup, ...transfer, ...session] satisfies readonly Pattern[];
