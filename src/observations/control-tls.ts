import type { ControlTls, Exchange } from '../model/observations.js';
import { offersTls } from '../protocol/features.js';
import type { Step } from './dialogue.js';

type Secured = Extract<Step, { kind: 'secure' }>;

function featuresIn({ reply }: Exchange): readonly string[] | null {
  if (reply?.code !== 211) return null;
  return reply.lines.slice(1, -1).map((line) => line.replace(/^211-/, '').trim());
}

/** TLS on the gate's connection (`socket`), and what a second one in clear showed beside it. */
export function controlTlsOf(steps: readonly Step[], socket: number | undefined): ControlTls {
  const secured = steps.find((step): step is Secured => step.kind === 'secure' && step.event.socket === socket);
  const beside = steps.flatMap((step) => (step.kind === 'exchange' && step.socket !== socket ? [step.exchange] : []));
  const told = beside.find(({ command }) => command === 'FEAT');
  const features = told === undefined ? null : featuresIn(told);
  return {
    facts: secured?.facts ?? null,
    failure: secured?.failure ?? null,
    handshakeMs: secured === undefined ? null : secured.event.finishedMs - secured.event.startedMs,
    neutral: beside.find(({ command }) => command.endsWith(' TLS')) ?? null,
    offered: features === null ? null : offersTls(features),
    events: secured === undefined ? [] : [secured.event.seq],
  };
}
