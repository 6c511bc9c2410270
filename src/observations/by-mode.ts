import type { Attempt } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { isInternal, sameAddress } from '../protocol/address.js';

const experiments: Readonly<Record<Mode, string>> = {
  PASV: 'passive-pasv',
  EPSV: 'passive-epsv',
  PORT: 'active-port',
  EPRT: 'active-eprt',
};

/** A set-up that nothing followed, or a transfer without its end: it neither worked nor failed. */
function leftOpen({ mode, reached, setup, listing, used, dialMs, failure }: Attempt): boolean {
  // It had begun, and the log ends before it is over; in active mode only a 125 says that the connection stood.
  const begun = failure?.kind === 'unknown' && failure.during === 'finish' && dialMs === null;
  if (begun && (reached === 'opened' || mode === 'PASV' || mode === 'EPSV')) return true;
  return (setup?.reply?.code ?? 999) < 300 && listing === null && dialMs === null && used === null && failure !== null;
}

/** Whether the set-up shows a fault by itself, whatever came of it. */
function names(attempt: Attempt, peer: string | null): boolean {
  const { advertised, mode } = attempt;
  if (mode !== 'PASV' || advertised === null) return false;
  return peer === null || peer === '' ? isInternal(advertised.host) : !sameAddress(advertised.host, peer);
}

/**
 * The transfers of a session that was not ours, named after the experiments that they amount to. One connection may
 * hold many: of each mode the first that failed and the last that went well stand for the rest, which follow as
 * `transfer`. `peer` is the control peer, `null` where it is not known.
 */
export function byMode(attempts: readonly Attempt[], peer: string | null): Attempt[] {
  const firstFailed = new Map<Mode, Attempt>();
  const lastDone = new Map<Mode, Attempt>();
  for (const attempt of attempts) {
    const active = attempt.mode === 'PORT' || attempt.mode === 'EPRT';
    const open =
      leftOpen(active ? { ...attempt, used: null } : attempt) && !(attempt.listing === null && names(attempt, peer));
    if (attempt.reached === 'completed') lastDone.set(attempt.mode, attempt);
    else if (!open && !firstFailed.has(attempt.mode)) firstFailed.set(attempt.mode, attempt);
  }
  const chosen = [...firstFailed.values(), ...lastDone.values()];
  const named = (attempt: Attempt): Attempt => ({ ...attempt, experiment: experiments[attempt.mode] });
  return [
    ...chosen.map(named),
    ...attempts.filter((attempt) => !chosen.includes(attempt)).map((one) => ({ ...one, experiment: 'transfer' })),
  ];
}
