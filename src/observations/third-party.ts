import type { Exchange, ThirdPartyProbe } from '../model/observations.js';
import type { Dialogue, Step } from './dialogue.js';

const kinds = ['foreign-address', 'low-port', 'second-source'] as const;

/** PASV or EPSV whose port could not be reached, with the failure of the connection in place of its reply. */
function unreached(steps: readonly Step[], exchanges: readonly Exchange[]): Exchange | undefined {
  const passive = exchanges.findLast(({ command }) => /^(PASV|EPSV)\b/.test(command));
  const failed = steps.find((step) => step.kind === 'dial' && step.failure !== null);
  if (passive === undefined || failed?.kind !== 'dial') return undefined;
  return { ...passive, reply: null, failure: failed.failure, events: [...passive.events, failed.event.seq] };
}

function probeOf({ lane, steps }: Dialogue): ThirdPartyProbe | null {
  const kind = kinds.find((one) => lane.split('/')[1] === one);
  const exchanges = steps.flatMap((step) => (step.kind === 'exchange' ? [step.exchange] : []));
  const asked = exchanges.findLast(({ command }) => /^(PORT|EPRT|LIST)\b/.test(command)) ?? unreached(steps, exchanges);
  if (kind === undefined || asked === undefined) return null;
  const bytes = steps.reduce(
    (sum, step) => sum + (step.kind === 'data' && step.failure === null ? Number.parseInt(step.size, 10) : 0),
    0,
  );
  return { kind, asked, bytes, events: asked.events };
}

/** What came of the offers to serve a third party. */
export function thirdPartyProbesOf(dialogues: readonly Dialogue[]): ThirdPartyProbe[] {
  return dialogues.filter(({ experiment }) => experiment === 'third-party').flatMap((one) => probeOf(one) ?? []);
}
