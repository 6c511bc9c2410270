import type { Format } from './format.js';
import { safeJson } from './sanitise.js';

/** The report itself on one line, for logs and for `merge`. */
const ndjson: Format = {
  id: 'ndjson',
  title: 'the whole report, one line a target',
  render: (report) => `${safeJson(report)}\n`,
};

export default ndjson;
