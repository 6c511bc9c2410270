import type { Attempt, Observations } from '../model/observations.js';
import { listingsOf, modesOf } from './facts.js';
import { quote } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** 550 and its kin speak of the file system, 425 and 426 of the data connection (RFC 959 section 4.2.2). */
function denied({ listing, failure }: Attempt): boolean {
  const reply = listing?.reply;
  if (reply == null) return false;
  if (failure !== null && [450, 550, 553].includes(reply.code)) return true;
  return reply.code < 300 && /failed to open directory/i.test(reply.lines.join(' '));
}

/** Options of ls that a client put where RFC 959 section 4.1.3 knows a pathname only; the first of them. */
function optionsSent(o: Observations): readonly string[] {
  const sent = listingsOf(o).map(({ listing }) => /^(?:LIST|NLST) (-[A-Za-z]+)$/.exec(listing?.command ?? '')?.[1]);
  return sent.filter((option) => option !== undefined).slice(0, 1);
}

export default defineRule({
  id: 'listing-denied',
  kind: 'cause',
  party: 'server',
  title: 'A directory the server does not list',
  mechanism:
    'The server answers LIST with 550: the directory does not exist or the user may not read it. The data connection is not at fault.',
  lookAlikes:
    'A data connection that cannot be made is answered with 425, one that breaks with 426. An empty directory is listed with no bytes and a 226.',
  sources: ['RFC 959 section 4.2.2 (450, 550)'],
  judge(o) {
    const tried = listingsOf(o).filter(({ listing }) => listing !== null);
    if (tried.length === 0) return notApplicable;
    const found = tried.filter(denied);
    const first = found[0];
    if (first?.listing == null) return absent('no reply to LIST speaks of the directory');
    const opened = found.some(({ reached }) => reached !== 'negotiated' && reached !== 'nothing');
    return present({
      confidence: opened ? 'proven' : 'likely',
      affects: modesOf(found),
      summary: /^(?:LIST|NLST|MLSD)\b/i.test(first.listing.command)
        ? `The server does not list ${o.target.path === '' ? 'the login directory' : o.target.path} for user ${o.target.user}; the data connection is not at fault.`
        : `The server refuses ${first.listing.command} of user ${o.target.user}; the data connection is not at fault.`,
      for: [
        evidence(quote(first.listing), first.listing.events),
        ...(opened ? [evidence('The data connection had opened before.', first.events)] : []),
      ],
    });
  },
  remedies: (o) => [
    ...optionsSent(o).map((option) => ({
      for: 'client user' as const,
      text: `The client sent ${option}, an option of ls that this server may take for a name: list without options.`,
    })),
    {
      for: 'client user',
      text: 'Name a directory that exists and that this user may read.',
      snippet: `ftpdoctor check --path DIRECTORY ${o.target.host}`,
    },
    {
      for: 'server admin',
      text: `Give user ${o.target.user} read and execute permission on the directory, and mind SELinux or AppArmor.`,
    },
  ],
});
