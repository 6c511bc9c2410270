import type { Found, Judged } from '../judge.js';
import type { Observations } from '../model/observations.js';

/**
 * Where this machine ran short of something in the middle of a check, what failed may have failed for that alone: every
 * cause is no more than possible then, and says why. Without a shortage the findings stay as they are.
 */
export function doubted({ shortage }: Observations, judged: Judged): Judged {
  if (shortage === null) return judged;
  const { detail, events } = shortage;
  const doubt = { text: `During the check ${detail}, and what is missing may be missing for that.`, events };
  const findings = judged.findings.map((found): Found => {
    if (found.rule.kind !== 'cause') return found;
    const { judgement } = found;
    return {
      ...found,
      judgement: { ...judgement, confidence: 'possible', against: [...(judgement.against ?? []), doubt] },
    };
  });
  return { ...judged, findings };
}

/** The diagnosis where there was a shortage: what this machine lacked, and how to give it that. */
export function shortageHeadline(detail: string): string {
  const more = detail.endsWith('(EMFILE)') ? 'give it more (ulimit -n 1024)' : 'free some of it';
  return `Not decided: during the check ${detail}; ${more} and check again.`;
}
