import type { Report } from '../../model/report.js';
import { twoEndsHead, twoEndsIntro, twoEndsNotes, twoEndsRows, untouchedText } from '../text/two-ends.js';
import { columnsOf } from '../text/wrap.js';
import type { Page } from './page.js';
import { tableLines, type Cell } from './table.js';

const longestCell = 90;
const longestSentence = 200;
const firstColumn = 10;
/** With fewer columns for all four lines a table says nothing. */
const leastRoom = 44;
/** Borders and padding of five columns. */
const ruling = 16;

/** Room for columns that want so much: what one does not need the others have. */
function shared(wanted: readonly number[], room: number): number[] {
  const given = wanted.map(() => 0);
  let left = room;
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  for (const [done, at] of order.entries()) {
    const width = Math.min(wanted[at] ?? 0, Math.floor(left / (wanted.length - done)));
    given[at] = width;
    left -= width;
  }
  return given;
}

/** Both ends side by side, where a reflector was asked: what differed as a table, the rest in a sentence. */
export function twoEndsLines(page: Page, { reflector }: Report): string[] {
  if (reflector === undefined) return [];
  const rows = twoEndsRows(reflector);
  const texts = rows.map(({ over, sent, arrived, sentBack, received }) =>
    [over, sent, arrived, sentBack, received].map((text) => page.clean(text, longestCell)),
  );
  const room = page.width - ruling - firstColumn;
  const wanted = twoEndsHead.map((head, at) =>
    Math.max(...[head, ...texts.map((row) => row[at] ?? '')].map(columnsOf)),
  );
  const widths = [firstColumn, ...shared(wanted.slice(1), room)];
  const columns = twoEndsHead.map((head, at) => ({ head, most: widths[at] ?? 0 }));
  const cells = texts.map((row, index) =>
    row.map((text, at): Cell => ({
      text,
      ...(rows[index]?.telling === true && (at === 2 || at === 4)
        ? { paint: (line: string) => page.paint('yellow', line) }
        : {}),
    })),
  );
  const told = texts.flatMap(([over = '', sent = '', arrived = '', sentBack = '', received = '']) => {
    const parts = [
      ...(sent === '' && arrived === '' ? [] : [`sent: ${sent}, arrived: ${arrived}`]),
      ...(sentBack === '' && received === '' ? [] : [`sent back: ${sentBack}, received: ${received}`]),
    ];
    return page.paragraph(`${over}: ${parts.join('; ')}.`, { indent: 4, lead: '  - ' });
  });
  const untouched = untouchedText(reflector);
  return [
    page.paint('bold', 'Both ends'),
    ...page.paragraph(page.clean(twoEndsIntro(reflector), longestSentence)),
    ...(rows.length === 0 ? [] : page.plain || room < leastRoom ? told : tableLines(page, columns, cells)),
    ...(untouched === null ? [] : page.paragraph(untouched)),
    ...twoEndsNotes(reflector).flatMap((text) =>
      page.paragraph(page.clean(text, longestSentence), { indent: 4, lead: '  - ' }),
    ),
  ];
}
