import type { Format } from './format.js';
import github from './github.js';
import html from './html.js';
import json from './json.js';
import junit from './junit.js';
import markdown from './markdown.js';
import nagios from './nagios.js';
import ndjson from './ndjson.js';
import pretty from './pretty.js';
import prometheus from './prometheus.js';
import trace from './trace.js';

/** Every way to say a report, in the order of the help text; the first is the default. */
export const formats: readonly Format[] = [
  pretty,
  json,
  ndjson,
  markdown,
  html,
  junit,
  nagios,
  prometheus,
  github,
  trace,
];
