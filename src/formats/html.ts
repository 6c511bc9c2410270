import type { Format } from './format.js';
import { html as markup } from './html/markup.js';
import { document } from './html/page.js';
import { answer, body } from './html/report.js';
import { severalReports } from './html/several.js';
import { targetNames } from './text/target.js';

/** One page without a script: the answer, the path, the evidence, and ladders in which a hang is seen to be one. */
const html: Format = {
  id: 'html',
  title: 'a page to look at and to forward, complete in one file',
  render(report) {
    const [name = ''] = targetNames([report]);
    const main = markup`${answer(report, markup`<h1>${report.headline}</h1>`)}${body(report, '')}`;
    return document(`${report.verdict}: ${name}`, main, report.tool);
  },
  several(reports) {
    const { title, main } = severalReports(reports);
    return document(title, main, reports[0]?.tool ?? { name: 'ftpdoctor', version: '' });
  },
};

export default html;
