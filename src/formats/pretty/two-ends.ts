import type { Report } from '../../model/report.js';
import { tellingOnly, twoEndsHead, twoEndsIntro, twoEndsNotes, twoEndsRows, untouchedText } from '../text/two-ends.js';
import type { Page } from './page.js';
import { tableLines, type Cell } from './table.js';

const longestCell = 200;
const firstColumn = 9;
/** Borders and padding of five columns. */
const ruling = 16;

/** Both ends side by side, where a reflector was asked: what differed as a table, the rest in a sentence. */
export function twoEndsLines(page: Page, { reflector }: Report): string[] {
  if (reflector === undefined) return [];
  const rows = twoEndsRows(tellingOnly(reflector));
  const most = Math.floor((page.width - ruling - firstColumn) / 4);
  const columns = twoEndsHead.map((head, at) => ({ head, most: at === 0 ? firstColumn : most }));
  const cells = rows.map(({ over, sent, arrived, sentBack, received, telling }): Cell[] =>
    [over, sent, arrived, sentBack, received].map((text, at) => ({
      text: page.clean(text, longestCell),
      ...(telling && (at === 2 || at === 4) ? { paint: (line: string) => page.paint('yellow', line) } : {}),
    })),
  );
  const told = rows.flatMap(({ over, sent, arrived, sentBack, received }) => {
    const parts = [
      ...(sent === '' && arrived === '' ? [] : [`sent: ${sent}, arrived: ${arrived}`]),
      ...(sentBack === '' && received === '' ? [] : [`sent back: ${sentBack}, received: ${received}`]),
    ];
    return page.paragraph(`${over} ${parts.join('; ')}.`.trim(), { indent: 4, lead: '  - ' });
  });
  const untouched = untouchedText(reflector);
  return [
    page.paint('bold', 'Both ends'),
    ...page.paragraph(twoEndsIntro(reflector)),
    ...(rows.length === 0 ? [] : page.plain ? told : tableLines(page, columns, cells)),
    ...(untouched === null ? [] : page.paragraph(untouched)),
    ...twoEndsNotes(reflector).flatMap((text) => page.paragraph(text, { indent: 4, lead: '  - ' })),
  ];
}
