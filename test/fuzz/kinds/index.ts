import type { Kind } from '../kind.js';
import captures from './capture.js';
import codecs from './codecs.js';
import logs from './logs.js';
import replies from './replies.js';
import saved from './saved.js';
import yaml from './yaml.js';

/** Everything that is fuzzed. */
export const kinds: readonly Kind[] = [replies, codecs, ...captures, ...saved, ...yaml, ...logs];
