import { eventsOf, failedListings, listingMeaning, listingsOf, modesOf, setupMeaning } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting } from './repair.js';

export default defineRule({
  id: 'tls-protection-required',
  kind: 'cause',
  party: 'server',
  title: 'A server that wants data connections encrypted',
  mechanism:
    'The login is accepted, but the server sends no listing over a data connection in clear: the client must start TLS and send PBSZ 0 and PROT P first.',
  lookAlikes: 'A server that refuses the login in clear is tls-required. A directory that may not be read is 550.',
  sources: ['RFC 4217 section 9', 'RFC 2228 section 3 (521, 522, 534)'],
  judge(o) {
    if (listingsOf(o).length === 0) return notApplicable;
    const found = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter((one) =>
      [listingMeaning(one)?.meaning, setupMeaning(one)?.meaning].includes('tls-data-required'),
    );
    if (found.length === 0) return absent('no reply asks for encrypted data connections');
    return present({
      confidence: 'proven',
      affects: modesOf(found),
      summary: 'The server lists only over encrypted data connections (PROT P), and these were in clear.',
      for: found.map((one) =>
        evidence(`${one.mode}: ${one.failure?.reply ?? one.failure?.detail ?? ''}`, eventsOf([one])),
      ),
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: 'Use explicit FTPS with protected data connections (the usual setting of FTPS clients).',
      snippet: `ftpdoctor check --tls explicit ${o.target.host}`,
    },
    {
      for: 'server admin',
      text: 'Nothing is wrong unless clients in clear are meant to list; then demand TLS of the login as well, so that they learn it at once.',
      ...serverSetting(o, ({ requireTls }) => requireTls),
    },
  ],
});
