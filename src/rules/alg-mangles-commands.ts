import type { Attempt, Exchange, Observations } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { Mode } from '../model/target.js';
import { count, eventsOf, list, listingsOf, modesOf, setupMeaning } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { helperOff } from './repair.js';

/** A verb that the server quotes in its refusal: the word that it received. */
function quotedVerb(exchange: Exchange): string | null {
  const text = replyWords(exchange).slice(4);
  const match =
    /(?:command|verb)?\s*["'“`]([A-Z@#*]{3,5})["'”`]|^([A-Z@#*]{3,5})\b(?=.{0,30}not (?:understood|implemented|recognized))/i.exec(
      text,
    );
  return match?.[1] ?? match?.[2] ?? null;
}

/** A refusal that quotes another verb than was sent, one that no client would send. */
function quotesAnother(exchange: Exchange): string | null {
  const sent = exchange.command.split(' ', 1)[0]?.toUpperCase() ?? '';
  const quoted =
    exchange.reply !== null && exchange.reply.code >= 500 ? quotedVerb(exchange)?.toUpperCase() : undefined;
  return quoted !== undefined && quoted !== sent && quoted.length === sent.length && sharesMost(quoted, sent)
    ? quoted
    : null;
}

function sharesMost(a: string, b: string): boolean {
  let same = 0;
  for (let at = 0; at < a.length; at++) if (a[at] === b[at]) same++;
  return same >= a.length - 2;
}

/** SYST answered with a row of X and a greeting of stars: the marks of a device that masks what a server says. */
function masks({ control }: Observations): string | null {
  if (/^215 X{4,}/.test(control.system ?? '')) return `SYST was answered with "${control.system ?? ''}"`;
  const banner = control.greeting?.reply?.lines.join(' ') ?? '';
  return /^220[ -]\*{8,}/.test(banner) ? 'the greeting consists of stars' : null;
}

/** A command that was cut off or turned down without any word of why: that much an inspection could have done. */
function broken(attempt: Attempt): boolean {
  const { failure, setup } = attempt;
  if (failure?.during !== 'negotiate') return false;
  if (failure.kind === 'reset' || failure.kind === 'closed') return true;
  return [500, 502].includes(setup?.reply?.code ?? 0) && setupMeaning(attempt) === null;
}

/** Whether a command fared differently in capitals and in small letters, each time it was tried. */
function caseMatters({ probes }: Observations): { verb: Mode | null; told: string; events: readonly number[] } {
  const all = probes.filter(({ experiment }) => experiment === 'verb-case');
  const capitals = all.filter(({ sent }) => /^[A-Z]/.test(sent));
  const small = all.filter(({ sent }) => /^[a-z]/.test(sent));
  const code = ({ replies }: CommandProbe): number => replies.at(-1)?.code ?? 0;
  const differs =
    capitals.every((one) => code(one) >= 500) &&
    small.length > 0 &&
    small.every((one) => code(one) > 0 && code(one) < 300);
  const [first] = capitals;
  const verb = differs && first !== undefined ? (first.sent.split(' ', 1)[0] as Mode) : null;
  const told = `${verb ?? ''} was refused ${count(capitals.length, 'time')} and ${verb?.toLowerCase() ?? ''} accepted ${count(small.length, 'time')}, in turn and on fresh connections.`;
  return { verb, told, events: all.flatMap(({ events }) => events) };
}

export default defineRule({
  id: 'alg-mangles-commands',
  kind: 'cause',
  party: 'path',
  title: 'A device that alters FTP commands or replies',
  mechanism:
    'A router or firewall replaces commands or masks replies: PASV becomes P@SW, SYST is answered with X, the greeting with stars. The server refuses what it never should have received.',
  lookAlikes:
    'A server that lacks a command quotes it as it was sent and does not list it in FEAT; it refuses it in small letters as well.',
  sources: ['RFC 959 section 5.3', 'Cisco ASA guide, inspect ftp strict (mask-syst-reply)'],
  judge(o) {
    if (!o.control.loggedIn) return notApplicable;
    const altered = listingsOf(o).flatMap((one) => {
      const quoted = one.setup === null ? null : quotesAnother(one.setup);
      return quoted === null ? [] : [{ one, quoted }];
    });
    const first = altered[0];
    if (first !== undefined) {
      return present({
        confidence: 'proven',
        affects: modesOf(altered.map(({ one }) => one)),
        summary: `A device on the way turned ${first.one.mode} into ${first.quoted}: the server quotes a command that was not sent.`,
        for: altered.flatMap(({ one }) =>
          one.setup === null ? [] : [evidence(replyWords(one.setup), eventsOf([one]))],
        ),
      });
    }
    const { verb, events, told } = caseMatters(o);
    if (verb !== null) {
      return present({
        confidence: 'proven',
        affects: modesOf(listingsOf(o).filter(({ mode, reached }) => mode === verb && reached !== 'completed')),
        summary: `${verb} is refused and ${verb.toLowerCase()} accepted: servers make no difference, so a device on the way replaces the command it knows.`,
        for: [evidence(told, events)],
      });
    }
    const failed = listingsOf(o).filter(broken);
    const mark = masks(o);
    if (mark === null || failed.length === 0) return absent('the server quotes no command that was not sent');
    return present({
      confidence: 'possible',
      affects: modesOf(failed),
      summary: `Something masks what the server says, and ${list(modesOf(failed))} ended without a reason being given: the same inspection may end commands it does not like.`,
      for: [
        evidence(`${mark}.`),
        ...failed.map((one) => evidence(`${one.mode}: ${one.failure?.detail ?? ''}`, eventsOf([one]))),
      ],
      notTested: ['Whether the server masks itself; a control port that nobody inspects would tell.'],
    });
  },
  remedies: (o) => [
    {
      for: 'firewall admin',
      text: 'Switch the FTP inspection off for this server (Cisco ASA: inspect ftp without strict), or update the router.',
      ...helperOff(o),
    },
    { for: 'client user', text: 'FTP over TLS or another control port hides the commands from such a device.' },
  ],
});
