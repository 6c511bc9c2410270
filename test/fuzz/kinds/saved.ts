import assert from 'node:assert/strict';
import { inputOf } from '../../../src/explain/input.js';
import { readSource } from '../../../src/explain/read-source.js';
import { seenIn } from '../../../src/fleet/report-lines.js';
import privateAddress from '../../../src/lab/scenarios/server-behind-nat.js';
import { diagnoseScenario } from '../../support/scenario-run.js';
import { pieces, type Ending, type Kind } from '../kind.js';

async function made(): Promise<{ report: unknown; transcript: unknown }> {
  return diagnoseScenario(privateAddress, { modes: ['PASV'], depth: 'quick' });
}

async function judge(input: Buffer): Promise<Ending> {
  const { source, kept } = await readSource(await inputOf('fuzz', 'fuzz', pieces(input)), 0, () => false);
  for (const text of source.troubles) assert.doesNotMatch(text, /could not be (?:judged|read)/);
  assert.ok(kept.length + source.troubles.length > 0);
  return kept.length > 0 ? 'read' : 'refused';
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** A transcript that the program has recorded. */
export const transcripts: readonly Kind[] = [
  { id: 'transcript', seeds: async () => [json((await made()).transcript)], read: judge },
];

/** Reports that the program has written: one by itself, and as a line of a sweep. */
export const reports: readonly Kind[] = [
  { id: 'report', seeds: async () => [json((await made()).report)], read: judge },
  {
    id: 'sweep-line',
    seeds: async () => [json((await made()).report)],
    read(input: Buffer): Ending {
      try {
        return typeof seenIn(JSON.parse(input.toString('utf8'))) === 'string' ? 'refused' : 'read';
      } catch (error) {
        if (error instanceof SyntaxError) return 'refused';
        throw error;
      }
    },
  },
];
