import { eventsOf, list, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'tls-end-unannounced',
  kind: 'note',
  party: 'server',
  title: 'Data connections that end without a TLS close_notify',
  mechanism:
    'TLS ends a stream with a close_notify, so that nobody can cut it unnoticed. A server that only closes the TCP connection leaves its clients to trust the 226 reply that nothing is missing.',
  lookAlikes: 'A device that cuts data connections looks the same; then the 226 reply is missing too.',
  sources: ['RFC 8446 section 6.1', 'RFC 4217 section 7'],
  judge(o) {
    const tried = listingsOf(o).filter(({ encrypted, reached }) => encrypted && reached !== 'negotiated');
    if (tried.length === 0) return notApplicable;
    const found = tried.filter(({ unannouncedEnd }) => unannouncedEnd);
    if (found.length === 0) return absent('the data connections end with a close_notify');
    return present({
      confidence: 'likely',
      affects: [],
      summary: `The listing ends without a TLS close_notify (${list(modesOf(found))}), so that a cut transfer could not be told from a whole one.`,
      for: found.map((one) => evidence(`${one.mode}: the last TLS record that arrived is no alert.`, eventsOf([one]))),
    });
  },
  remedies: () => [
    {
      for: 'server admin',
      text: 'Update the FTP server; clients that check the end (FileZilla, GnuTLS) may complain.',
    },
    { for: 'client user', text: 'Compare sizes after a transfer; the 226 reply is the only sign that all of it came.' },
  ],
});
