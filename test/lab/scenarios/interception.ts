import { interceptingCore } from '../meddling-rules.js';
import type { Scenario } from '../scenario.js';
import { LISTED } from '../scenario.js';

const GATEWAY_PORT = 9999;

/** A gateway that answers for everyone on high ports and then says nothing. */
const GATEWAY: Pick<Scenario, 'wiring' | 'server' | 'gatewayPort' | 'truth'> = {
  wiring: { coreRules: interceptingCore(GATEWAY_PORT) },
  server: { product: 'vsftpd' },
  gatewayPort: GATEWAY_PORT,
  truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED, EPRT: LISTED },
};

/** Devices that take connections meant for others. */
export const interception: readonly Scenario[] = [
  {
    ...GATEWAY,
    id: 'intercepting-gateway',
    title: 'a gateway that takes connections to high ports is found by ports on which nobody listens',
    expect: { verdict: 'degraded', exit: 1, first: 'intercepting-proxy' },
  },
  {
    ...GATEWAY,
    id: 'intercepting-gateway-deep',
    title: 'a deep look finds that it answers for an address that nobody has, too',
    args: ['--depth', 'deep'],
    expect: { verdict: 'degraded', exit: 1, first: 'intercepting-proxy' },
  },
];
