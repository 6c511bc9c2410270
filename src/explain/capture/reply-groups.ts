/** A whole reply: its code and its lines. */
export interface ReplyGroup {
  readonly code: number;
  readonly lines: readonly string[];
}

const mostLines = 200;

/** Puts the lines of replies together (RFC 959 section 4.2); answers those that these lines complete. */
export function createReplyGroups(): (lines: readonly string[]) => ReplyGroup[] {
  let open = '';
  let kept: string[] = [];
  return (lines) => {
    const groups: ReplyGroup[] = [];
    for (const line of lines) {
      if (open === '') {
        if (!/^[1-6]\d\d(?:[ -]|$)/.test(line)) continue;
        kept = [line];
        if (line[3] === '-') open = line.slice(0, 3);
      } else if (kept.length < mostLines) kept.push(line);
      if (open !== '' && !(line.startsWith(open) && (line.length === 3 || line[3] === ' '))) continue;
      groups.push({ code: Number(line.slice(0, 3)), lines: kept });
      open = '';
    }
    return groups;
  };
}
