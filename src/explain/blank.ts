import type { TargetFacts } from '../model/target.js';
import type { Transcript } from '../model/transcript.js';
import { version } from '../version.js';

/** A transcript without events, of a target of which nothing is known but `known`: no log tells what was asked of a check. */
export function blankTranscript(known: Partial<TargetFacts> = {}): Transcript {
  return {
    schema: 'ftpdoctor.transcript/1',
    tool: version,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    cutShort: null,
    target: {
      host: 'unknown',
      port: 21,
      tls: 'off',
      user: 'unknown',
      path: '',
      modes: null,
      depth: 'quick',
      timeoutMs: 0,
      advertised: 'skip',
      activeAddress: null,
      activePorts: null,
      assertions: { require: [], expectAddress: null, expectRange: null, expectTls: null },
      ...known,
    },
    runs: [],
    events: [],
  };
}
