import { exitCodes } from '../formats/exit-code.js';
import type { Style } from '../formats/format.js';
import { remedyLines } from '../formats/pretty/findings.js';
import { leadOf, pageOf, type Page } from '../formats/pretty/page.js';
import { verdictColours } from '../formats/text/paint.js';
import { duration } from '../formats/text/words.js';
import { wireLinesOf } from '../formats/text/wire.js';
import { isDirectoryPath, otherEnd } from './end.js';
import type { FxpReport } from './report.js';

type Way = FxpReport['ways'][number];

function endLine(page: Page, report: FxpReport, end: 'from' | 'to'): string[] {
  const { host, port, tls, user, path, server, trouble } = report[end];
  const scheme = { off: 'ftp', explicit: 'ftpes', implicit: 'ftps' }[tls];
  const product = server === null ? 'product unknown' : [server.product, server.version ?? ''].join(' ').trim();
  const at = host.includes(':') ? `[${host}]` : host;
  const text = `${scheme}://${user}@${at}:${port}/${path}, ${trouble === null ? product : `NOT ENTERED: ${trouble}`}`;
  return page.paragraph(page.clean(text, 400), { indent: 6, lead: leadOf(end, 6, (word) => page.paint('bold', word)) });
}

/** The lines of one way on the wire, each with the server it went to or came from. */
function dialogue(page: Page, report: FxpReport, { events }: Way): string[] {
  const chosen = report.transcript.filter(({ seq }) => events.includes(seq)).sort((a, b) => a.seq - b.seq);
  return chosen.flatMap((event) =>
    wireLinesOf([event]).flatMap(({ direction, text }) =>
      page.paragraph(page.clean(text, 240), {
        indent: 11,
        lead: `   ${(event.lane.split('/')[0] ?? '').padEnd(5)} ${direction} `,
        paint: (line) => page.paint('cyan', line),
      }),
    ),
  );
}

const reached: Readonly<Record<Way['reached'], string>> = {
  sent: 'the file arrived',
  agreed: 'both sides agree; nothing was sent',
  'pasv-refused': 'refused: no port to listen on',
  'port-refused': 'refused: it calls nobody but its client',
  'data-refused': 'refused: it takes data from nobody but its client',
  'call-failed': 'the call did not arrive',
  'file-refused': 'the file itself was refused',
  unfinished: 'data flowed, but its end was not seen',
  'protection-required': 'refused: files go over encrypted data connections only',
  'not-entered': 'not tried: no further control connection',
  unknown: 'it ended without a telling word',
};

/** How a longer transfer went, in at most so many steps. */
const mostSteps = 5;

function progressLines(page: Page, { progress }: Way): string[] {
  if (progress.length === 0) return [];
  const every = Math.ceil(progress.length / mostSteps);
  const steps = progress
    .filter((_, at) => (progress.length - 1 - at) % every === 0)
    .map(({ ms, bytes }) => `${bytes} bytes after ${duration(ms)}`);
  return page.paragraph(`Arrived at "to", as SIZE tells: ${steps.join(', ')}.`, { indent: 3, lead: '   ' });
}

function wayLines(page: Page, report: FxpReport, way: Way): string[] {
  const as = way.passive === 'to' ? ', as in Q247132' : '';
  const head = `PASV at "${way.passive}", PORT at "${otherEnd(way.passive)}"${as}: `;
  const who = way.stoppedAt === null ? '' : ` (at "${way.stoppedAt}")`;
  const bytes = way.bytes === null ? '' : `, ${way.bytes} bytes`;
  const time = way.tookMs === null || way.progress.length === 0 ? '' : ` in ${duration(way.tookMs)}`;
  return [
    ...page.paragraph(`${head}${reached[way.reached]}${who}${bytes}${time}`, {
      paint: (line) => page.paint('bold', line),
    }),
    ...dialogue(page, report, way),
    ...progressLines(page, way),
  ];
}

function findingLines(page: Page, finding: FxpReport['findings'][number], verbose: boolean): string[] {
  const { title, id, kind, summary } = finding;
  return [
    ...page.paragraph(`${kind === 'risk' ? 'Risk: ' : ''}${title} [${id}]`, {
      paint: (line) => page.paint('bold', line),
    }),
    ...page.paragraph(summary, { indent: 3, lead: '   ' }),
    ...finding.notTested.flatMap((text) => page.paragraph(`Not tested: ${text}`, { indent: 3, lead: '   ' })),
    ...remedyLines(page, finding, verbose),
  ];
}

/** The report for people: the answer, both ways on the wire, what forbids them, and the answer again. */
export function fxpText(report: FxpReport, style: Style): string {
  const page = pageOf(style);
  const word = page.paint('bold', page.paint(verdictColours[report.verdict], report.verdict.toUpperCase()));
  if (style.quiet) return `${word}: ${page.clean(report.headline)}\n`;
  const [first = '', ...rest] = page.paragraph(`${report.verdict.toUpperCase()}: ${report.headline}`);
  const left = report.filesLeft.map(
    ({ end, file }) =>
      `The test file ${file} could not be removed at "${end}" (${report[end].host}): remove it by hand.`,
  );
  const blocks = [
    [word + first.slice(report.verdict.length), ...rest],
    [
      ...endLine(page, report, 'from'),
      ...endLine(page, report, 'to'),
      ...page.paragraph(
        report.allowWrite
          ? `${isDirectoryPath(report.from.path) ? 'A small file' : report.from.path} was to go from one to the other, once in each way; what is stored at "to" is removed again.`
          : 'Negotiation only: no file was stored or sent. --allow-write sends a small one and removes it.',
      ),
    ],
    ...report.ways.map((way) => wayLines(page, report, way)),
    ...report.findings.map((finding) => findingLines(page, finding, style.verbose)),
    left.flatMap((text) => page.paragraph(text, { paint: (line) => page.paint('bold', line) })),
    [
      ...page.paragraph(report.headline),
      `${word} in ${duration(report.durationMs)}, exit code ${exitCodes[report.verdict]}`,
    ],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
