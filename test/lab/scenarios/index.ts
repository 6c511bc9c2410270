import type { Scenario } from '../scenario.js';
import { active } from './active.js';
import { clientNats } from './client-nats.js';
import { ftpProxies } from './ftp-proxy.js';
import { gate } from './gate.js';
import { healthy, quick } from './healthy.js';
import { inspection } from './inspection.js';
import { interception } from './interception.js';
import { idle } from './idle.js';
import { beforeServer } from './before-server.js';
import { inside } from './inside.js';
import { nat64 } from './nat64.js';
import { translators } from './translators.js';
import { ipv6 } from './ipv6.js';
import { ipv6Path } from './ipv6-path.js';
import { login } from './login.js';
import { meddling } from './meddling.js';
import { noticed } from './noticed.js';
import { passiveAddress } from './passive-address.js';
import { passivePorts } from './passive-ports.js';
import { pinholes } from './pinholes.js';
import { serverViews } from './server-views.js';
import { size } from './size.js';
import { thirdParties } from './third-parties.js';
import { thisMachine } from './this-machine.js';
import { tls } from './tls.js';
import { twoEnds } from './two-ends.js';

/** Scenarios whose wall time counts: run one at a time. */
export const timed: readonly Scenario[] = quick;

/** Scenarios that mostly wait: many may run at a time, each on a network of its own. */
export const waiting: readonly Scenario[] = [...idle, ...thirdParties, ...twoEnds];

/** All the others: several may run at a time, each on a network of its own. */
export const untimed: readonly Scenario[] = [
  ...gate,
  ...login,
  ...passiveAddress,
  ...passivePorts,
  ...active,
  ...healthy,
  ...tls,
  ...noticed,
  ...meddling,
  ...inspection,
  ...interception,
  ...serverViews,
  ...clientNats,
  ...size,
  ...ipv6,
  ...ipv6Path,
  ...translators,
  ...nat64,
  ...inside,
  ...beforeServer,
  ...ftpProxies,
  ...pinholes,
  ...thisMachine,
];
