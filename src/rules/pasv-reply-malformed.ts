import { replyWords } from './words.js';
import { parsePassiveReply } from '../protocol/passive.js';
import { isWithheld } from '../protocol/withheld.js';
import { eventsOf, listingsOf, modesOf, passiveModes } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting } from './repair.js';

export default defineRule({
  id: 'pasv-reply-malformed',
  kind: 'cause',
  party: 'server',
  title: 'A reply to PASV or EPSV that cannot be used',
  mechanism:
    'The reply does not hold the six numbers of RFC 959 or the port of RFC 2428, or they make no usable port: bytes above 255, port 0, an IPv6 literal. An ALG that cannot parse it may drop it.',
  lookAlikes: 'Numbers that parse but name a wrong address are one of the pasv-address causes.',
  sources: ['RFC 959 section 4.1.2 (PASV)', 'RFC 1123 section 4.1.2.6', 'RFC 2428 section 3'],
  judge(o) {
    const answered = listingsOf(o).filter(
      ({ mode, setup }) => passiveModes.includes(mode) && (setup?.reply?.code ?? 999) < 300,
    );
    if (answered.length === 0) return notApplicable;
    const bad = answered.flatMap((attempt) => {
      const { mode, setup } = attempt;
      // What somebody made unreadable in a log says nothing about the server.
      if (setup?.reply == null || isWithheld(setup.reply) || (mode !== 'PASV' && mode !== 'EPSV')) return [];
      const parsed = parsePassiveReply(mode, setup.reply);
      const text = replyWords(setup);
      if (!parsed.ok) return [{ attempt, why: parsed.why, text }];
      // A privileged port can be meant so, as long as it works; otherwise the bytes are wrong.
      const { port } = parsed.endpoint;
      const failed = port < 1024 && attempt.failure?.during === 'connect';
      return failed ? [{ attempt, why: `it names port ${port}, a privileged one`, text }] : [];
    });
    const first = bad[0];
    if (first === undefined) return absent('the replies to PASV and EPSV can be read');
    return present({
      confidence: 'proven',
      affects: modesOf(bad.map(({ attempt }) => attempt)),
      summary: `The reply to ${first.attempt.mode} cannot be used: ${first.why}.`,
      for: bad.map(({ attempt, why, text }) => evidence(`${text} (${why})`, eventsOf([attempt]))),
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Update the server, or correct its passive address: a bare IPv4 address, no URL, no quotes, no host name.',
      ...serverSetting(o, ({ setAddress }) => setAddress?.(o.control.remote?.host ?? 'PUBLIC.ADDRESS')),
    },
    {
      for: 'client user',
      text: 'Use the other passive mode (EPSV instead of PASV, or the reverse) if it works, or active mode.',
    },
  ],
});
