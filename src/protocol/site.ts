import type { Reply } from '../model/observations.js';

/** The letters in a reflector's answer to SITE (docs/reflector.md); empty where the reply is none. */
export function siteAnswer({ code, lines }: Reply): string {
  return code === 200 && lines.length === 1 ? (/^200 ([a-p]+)$/.exec(lines[0] ?? '')?.[1] ?? '') : '';
}
