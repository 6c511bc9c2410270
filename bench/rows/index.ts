import type { Row } from '../row.js';
import capture from './capture.js';
import checkDelayed from './check-delayed.js';
import checkLoopback from './check-loopback.js';
import { deadRow } from './dead.js';
import fleetSize from './fleet-size.js';
import fleet from './fleet.js';
import html from './html.js';
import log from './log.js';
import loss from './loss.js';
import reflector from './reflector.js';
import version from './version.js';

/** Every row of the page, in its order. */
export const rows: readonly Row[] = [
  version,
  checkLoopback,
  checkDelayed,
  deadRow('quick', 1, 1.5, true),
  deadRow('auto', 2.5, 3, false),
  fleet,
  fleetSize,
  capture,
  log,
  html,
  loss,
  reflector,
];
