import { anonymiser } from '../formats/anonymise.js';
import { blankTranscript } from './blank.js';
import type { Explanation } from './explanation.js';
import type { Input } from './input.js';

/** The inputs under names that tell nothing: a log is often named after the server it is of. */
export function unnamed(inputs: readonly Input[]): Input[] {
  return inputs.map((input, at) => ({ ...input, path: `file-${at + 1}`, name: `file-${at + 1}` }));
}

/** Explanations fit to be shown to anyone; what was equal stays equal, from one to the next as well. */
export function explanationAnonymiser(): (explanation: Explanation) => Explanation {
  const shown = anonymiser();
  return (explanation) => {
    const targetOf = (session: number | undefined): Explanation['sessions'][number]['report']['target'] =>
      explanation.sessions[session ?? -1]?.report.target ?? blankTranscript().target;
    return {
      ...explanation,
      sessions: explanation.sessions.map((session) => shown({ target: session.report.target, session }).session),
      findings: explanation.findings.map((finding) => shown({ target: targetOf(finding.session), finding }).finding),
    };
  };
}
