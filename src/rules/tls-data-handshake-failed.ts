import type { Attempt } from '../model/observations.js';
import { eventsOf, failedListings, list, listingMeaning, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** The TCP connection stood, and TLS on it broke, by our account or by the server's. */
function broke(attempt: Attempt): boolean {
  const { encrypted, failure, reached } = attempt;
  if (!encrypted || reached !== 'opened' || listingMeaning(attempt)?.meaning === 'tls-resumption') return false;
  if (/Operation not permitted/i.test(failure?.reply ?? '')) return false;
  return failure?.during === 'secure' || /\b(?:TLS|SSL)\b|secure connection/i.test(failure?.reply ?? '');
}

export default defineRule({
  id: 'tls-data-handshake-failed',
  kind: 'cause',
  party: 'server',
  title: 'A TLS handshake on the data connection that fails',
  mechanism:
    'The data connection opens, so no firewall stands in the way, but its own TLS handshake breaks: the server sends the data in clear in spite of PROT P, waits for something else, or its data side has no usable certificate or cipher.',
  lookAlikes:
    'If the server names session resumption it is tls-session-reuse-required. If the connection does not open, TLS plays no part.',
  sources: ['RFC 4217 section 9', 'RFC 4217 section 12 (order of command and handshake)'],
  judge(o) {
    if (!listingsOf(o).some(({ encrypted }) => encrypted)) return notApplicable;
    const found = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(broke);
    const first = found[0];
    if (first === undefined) return absent('TLS broke on no data connection that opened');
    return present({
      confidence: 'proven',
      affects: modesOf(found),
      summary: `The data connection opens (${list(modesOf(found))}), but its TLS handshake fails: ${(first.failure?.detail ?? 'no reason was given').replace(/[.\s]+$/, '')}.`,
      for: found.map((one) =>
        evidence(
          `${one.mode}: ${one.failure?.detail ?? ''}${one.failure?.reply == null ? '' : ` (${one.failure.reply})`}`,
          eventsOf([one]),
        ),
      ),
    });
  },
  remedies: () => [
    {
      for: 'server admin',
      text: 'Look into the TLS log of the server at the time of LIST; certificate, versions and ciphers must be the same as on the control connection, and PROT P must be obeyed.',
    },
    {
      for: 'firewall admin',
      text: 'Exempt data connections from TLS inspection: it cannot tell them from unknown traffic.',
    },
    { for: 'client user', text: 'Nothing can be done here but another server or protocol (SFTP).' },
  ],
});
