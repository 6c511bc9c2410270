/** Throws unless a JSON report says what it should: a wrong answer has no speed. */
export function mustSay(verdict: string, json: string): void {
  const report = JSON.parse(json) as { verdict: string; headline: string };
  if (report.verdict !== verdict) throw new Error(`the report says ${report.verdict}: ${report.headline}`);
}
