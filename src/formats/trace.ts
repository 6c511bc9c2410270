import type { Format } from './format.js';
import { toAscii } from './text/ascii.js';
import { painter } from './text/paint.js';
import { targetUrl } from './text/target.js';
import { transcriptLines } from './text/transcript.js';
import { sanitise } from './sanitise.js';

/** The wire as `curl -v` shows it: `>` sent, `<` received, `*` sockets, `!` failures, one lane after the other. */
const trace: Format = {
  id: 'trace',
  title: 'the wire, line by line, for those who want to see it themselves',
  render(report, { colour, unicode }) {
    const title = sanitise(`${targetUrl(report)}  ${report.startedAt}`, 500);
    const lines = transcriptLines(report, unicode, painter(colour));
    return `${['# ' + (unicode ? title : toAscii(title)), ...(lines.length === 0 ? ['# no network call was made'] : lines)].join('\n')}\n`;
  },
};

export default trace;
