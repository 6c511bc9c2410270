import type { Report, ReportAttempt } from '../../model/report.js';
import { formatEndpoint } from '../../protocol/address.js';

const schemes = { off: 'ftp', explicit: 'ftpes', implicit: 'ftps' } as const;

/** Escapes the characters that would mean something else at this place of a URL; the rest stays readable. */
function escaped(text: string, special: RegExp): string {
  return text.replace(special, encodeURIComponent);
}

/**
 * The target as a URL that `check` would take, not yet sanitised; never a password. The slash behind the host only
 * separates, so that of an absolute path is written as `%2F` (RFC 1738 section 3.2.2).
 */
export function targetUrl({ target }: Pick<Report, 'target'>): string {
  const path = target.path === '' ? '' : `/${escaped(target.path, /^\/|[ %]/g)}`;
  return `${schemes[target.tls]}://${escaped(target.user, /[ %:@/]/g)}@${formatEndpoint(target)}${path}`;
}

/** The names to tell several targets apart by: `host:port` where that is enough, else the URL, numbered if need be. */
export function targetNames(reports: readonly Report[]): string[] {
  const short = reports.map(({ target }) => formatEndpoint(target));
  const names = reports.map((report, at) =>
    short.indexOf(short[at] ?? '') === short.lastIndexOf(short[at] ?? '') ? (short[at] ?? '') : targetUrl(report),
  );
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name}#${before + 1}`;
  });
}

/** The four listings that every check makes and their modes; other experiments are follow-ups under changed conditions. */
export const listings: ReadonlyMap<string, ReportAttempt['mode']> = new Map([
  ['passive-pasv', 'PASV'],
  ['passive-epsv', 'EPSV'],
  ['active-port', 'PORT'],
  ['active-eprt', 'EPRT'],
]);

/** Whether an attempt says how the mode itself fares. */
export function isListing(attempt: ReportAttempt): boolean {
  return listings.has(attempt.experiment);
}
