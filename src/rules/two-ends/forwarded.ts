import type { Observations } from '../../model/observations.js';
import type { Remedy } from '../../model/rule.js';
import { formatEndpoint, sameAddress } from '../../protocol/address.js';

/** What a call shows that came through NAT although no FTP command had named its port: the forward is there already. */
export function forwardedAlready({ reflection, control, target }: Observations): Remedy[] {
  const call = reflection?.unannounced;
  if (call?.came !== true || target.activeAddress !== null) return [];
  const { where } = call.far;
  if (control.local === null || sameAddress(where.host, control.local.host)) return [];
  return [
    {
      for: 'client user',
      text: `Or have the client announce ${where.host} in active mode (here: --active-address ${where.host}): the reflector's call to ${formatEndpoint(where)}, which no FTP command had named, came through, so that port is forwarded to this client already.`,
    },
  ];
}
