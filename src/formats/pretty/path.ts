import type { Report } from '../../model/report.js';
import { breakText, hasPath, hopName, pathOf, type Break, type Hop, type PathPicture } from '../text/path.js';
import { columnsOf } from '../text/wrap.js';
import type { Page } from './page.js';

interface Signs {
  readonly whole: string;
  readonly broken: string;
  readonly cross: string;
  readonly down: string;
}

const drawn: Signs = { whole: ' ── ', broken: ' ─✕─ ', cross: '✕', down: '│' };
const ascii: Signs = { whole: ' -- ', broken: ' -x- ', cross: 'x', down: '|' };

/** What a hop is called; the way between the ends bears the mark where nobody can say on which leg it broke. */
function nameOf(page: Page, hop: Hop, lost: Break | undefined, { cross }: Signs): string {
  if (hop.role !== 'way') return page.clean(hopName(hop), page.width - 16);
  if (lost === undefined) return '...';
  return page.paint('red', lost.finding.party === 'path' ? `..${cross}..` : '..?..');
}

function across(page: Page, picture: PathPicture, names: readonly string[], signs: Signs): string {
  return names
    .map((name, at) => {
      if (at === names.length - 1) return name;
      return name + (isBroken(picture, at) ? page.paint('red', signs.broken) : signs.whole);
    })
    .join('');
}

function downwards(page: Page, picture: PathPicture, names: readonly string[], signs: Signs): string[] {
  return names.flatMap((name, at) => {
    if (at === names.length - 1) return [`  ${name}`];
    return [`  ${name}`, `   ${isBroken(picture, at) ? page.paint('red', signs.cross) : signs.down}`];
  });
}

function isBroken({ breaks }: PathPicture, leg: number): boolean {
  return breaks.some(({ after }) => after === leg);
}

/** The path in words, for readers to whom a drawing is noise. */
function spoken(page: Page, picture: PathPicture): string[] {
  const names = picture.hops.map((hop) =>
    hop.role === 'way' ? 'an unseen stretch' : hopName(hop).replace('?', 'with an unknown address'),
  );
  return [
    ...page.paragraph(`Path: ${names.join(', then ')}.`),
    ...picture.breaks.flatMap((one) => page.paragraph(`Broken: ${breakText(picture, one)}.`)),
  ];
}

/**
 * The path from here to the server with the broken leg marked, in one line where it fits, else downwards; below it what
 * is broken there. Nothing for a check that reached nobody and found no cause on the way.
 */
export function pathLines(page: Page, report: Report): string[] {
  if (!hasPath(report)) return [];
  const picture = pathOf(report);
  if (page.plain) return spoken(page, picture);
  const signs = page.unicode ? drawn : ascii;
  const lost = picture.breaks.find(({ after }) => after === null);
  const names = picture.hops.map((hop) => nameOf(page, hop, lost, signs));
  const room = picture.hops
    .map((hop) => nameOf({ ...page, paint: (_, text) => text }, hop, lost, signs))
    .join(signs.broken);
  return [
    ...(columnsOf(room) <= page.width ? [across(page, picture, names, signs)] : downwards(page, picture, names, signs)),
    ...picture.breaks.flatMap((one) => {
      const lead = `  ${page.paint('red', one.after === null && one.finding.party !== 'path' ? '?' : signs.cross)} `;
      return page.paragraph(breakText(picture, one), { indent: 4, lead });
    }),
  ];
}
