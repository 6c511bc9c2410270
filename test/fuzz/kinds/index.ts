import type { Kind } from '../kind.js';
import captures from './capture.js';
import codecs from './codecs.js';
import logs from './logs.js';
import replies from './replies.js';
import { reports, transcripts } from './saved.js';
import yaml from './yaml.js';

/** Everything that is fuzzed, by what reads it; in CI each of these gets the same time. */
export const groups: Readonly<Record<string, readonly Kind[]>> = {
  'reply reader': [replies],
  codecs: [codecs],
  'capture reader': captures,
  'transcript reader': transcripts,
  'report readers': reports,
  'readers of settings': yaml,
  'log readers': logs,
};

/** All kinds. */
export const kinds: readonly Kind[] = Object.values(groups).flat();
