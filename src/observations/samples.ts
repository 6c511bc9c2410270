import { isInterrupted } from '../model/network.js';
import type { PortSample } from '../model/observations.js';
import type { Dialogue } from './dialogue.js';

/** Every connect to a passive port, whatever it was for. */
export function samplesOf(dialogue: Dialogue): PortSample[] {
  const samples: PortSample[] = [];
  let mode: PortSample['mode'] = null;
  for (const step of dialogue.steps) {
    if (step.kind === 'exchange') {
      const { command } = step.exchange;
      if (command === 'PASV' || command === 'EPSV') mode = command;
    }
    if (step.kind !== 'dial' || isInterrupted(step.failure)) continue;
    samples.push({
      experiment: dialogue.experiment,
      mode,
      host: step.to.host,
      port: step.to.port,
      open: step.failure === null,
      failure: step.failure,
      tookMs: step.event.finishedMs - step.event.startedMs,
      events: [step.event.seq],
    });
  }
  return samples;
}
