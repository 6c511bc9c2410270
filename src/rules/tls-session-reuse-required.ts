import type { Attempt } from '../model/observations.js';
import { eventsOf, failedListings, listingMeaning, listingOf, modesOf } from './facts.js';
import { serverSetting, whereToSet } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** Whether the server ended a listing because its data connection did not resume the session. */
function demandsResumption(attempt: Attempt): boolean {
  if (!attempt.encrypted || attempt.reached === 'completed') return false;
  if (listingMeaning(attempt)?.meaning === 'tls-resumption') return true;
  // ProFTPD says no more than the errno it chose for it.
  return attempt.reached === 'opened' && /Operation not permitted/i.test(attempt.failure?.reply ?? '');
}

function said(attempt: Attempt): string {
  return `${attempt.mode}, session ${attempt.resumed === true ? 'resumed' : 'not resumed'}: ${attempt.failure?.reply ?? attempt.failure?.detail ?? 'the listing arrived'}`;
}

export default defineRule({
  id: 'tls-session-reuse-required',
  kind: 'cause',
  party: 'server',
  title: 'A server that demands the TLS session resumed on data connections',
  mechanism:
    'To be sure that the data connection comes from the same client, the server accepts it only if it resumes the TLS session of the control connection. Clients and libraries that cannot resume log in and then fail at LIST, which looks like a firewall.',
  lookAlikes:
    'A data connection that a firewall stops does not open at all. One from another address is data-peer-rejected.',
  sources: ['RFC 4217 section 10.2', 'RFC 8446 section 2.2', 'vsftpd require_ssl_reuse', 'ProFTPD TLSOptions'],
  judge(o) {
    if (o.target.tls === 'off' || !o.control.loggedIn) return notApplicable;
    const failing = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(demandsResumption);
    const fresh = o.attempts.find(({ experiment }) => experiment === 'tls-no-resume');
    const resumed = fresh === undefined ? null : listingOf(o, fresh.mode);
    const refused =
      fresh?.reached === 'opened' && fresh.resumed !== true && resumed?.reached === 'completed' ? fresh : null;
    if (failing.length === 0 && refused === null) {
      if (fresh === undefined) return undetermined('a listing without resumption is tried with --depth deep');
      return absent(
        fresh.reached === 'completed' ? 'a listing without resumption arrives too' : 'both kinds fail alike',
      );
    }
    const proof = [...failing, ...(refused === null ? [] : [refused])];
    return present({
      confidence: 'proven',
      affects: modesOf(failing),
      summary:
        failing.length > 0
          ? 'The server demands that data connections resume the TLS session, and ours did not.'
          : 'Clients that cannot resume the TLS session on data connections fail at LIST here; those that can list.',
      for: [
        ...proof.map((one) => evidence(`${said(one)}.`, eventsOf([one]))),
        ...(refused !== null && resumed !== null ? [evidence(`${said(resumed)}.`, eventsOf([resumed]))] : []),
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: 'Use a client that resumes sessions: curl, lftp, FileZilla and WinSCP do; many libraries need a setting.',
    },
    {
      for: 'server admin',
      text: `If such clients must be served, the demand can be dropped, at the price of its protection against stolen data connections.${whereToSet(o)}`,
      ...serverSetting(o, ({ relaxResumption }) => relaxResumption),
    },
  ],
});
