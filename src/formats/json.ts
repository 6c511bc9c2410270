import type { Format } from './format.js';
import { safeJson } from './sanitise.js';

/** The report itself, indented. Characters that could steer a terminal stand as JSON escapes. */
const json: Format = {
  id: 'json',
  title: 'the whole report, for programs; one document a target',
  render: (report) => `${safeJson(report, 2)}\n`,
};

export default json;
