import { eventsOf, list, listingOf, listingsOf, modesOf, setupMeaning } from './facts.js';
import type { Attempt, Observations } from '../model/observations.js';
import { refusedInBetween } from './proxy-facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';

/** The server offers the command in its answer to FEAT. */
function offered({ control }: Observations, { mode }: Attempt): boolean {
  return control.features?.some((feature) => feature.toUpperCase().split(/[ ;]/).includes(mode)) === true;
}

const twins = { PASV: 'EPSV', EPSV: 'PASV', PORT: 'EPRT', EPRT: 'PORT' } as const;

/**
 * Refused by an admin's setting, whatever FEAT says, while its twin is taken up: `cmds_denied` of vsftpd, `<Limit>` of
 * ProFTPD. Where both are refused, the way to the data is switched off.
 */
function forbidden(o: Observations, one: Attempt): boolean {
  const meaning = setupMeaning(one)?.meaning;
  const refused =
    meaning === undefined ? one.setup?.reply?.code === 550 : /^(?:passive|active)-disabled$/.test(meaning);
  return refused && (listingOf(o, twins[one.mode])?.setup?.reply?.code ?? 999) < 400;
}

function unknown(o: Observations, one: Attempt): boolean {
  const meaning = setupMeaning(one)?.meaning;
  return (
    // A server that offers the command in FEAT and then does not know it was not asked what we asked.
    !offered(o, one) &&
    [500, 502, 504, 522].includes(one.setup?.reply?.code ?? 0) &&
    (meaning === undefined || meaning === 'wrong-family')
  );
}

export default defineRule({
  id: 'mode-unsupported',
  kind: 'note',
  party: 'server',
  title: 'A mode the server does not know or allow',
  mechanism:
    'The server answers the command with 500, 502, 504 or 522: it lacks the extension, or PASV is not defined for this address family. With 550 it knows the command and forbids it.',
  lookAlikes:
    'If both passive modes or both active modes are refused, the direction is switched off: passive-disabled, active-disabled.',
  sources: ['RFC 959 section 4.2.2', 'RFC 2428 sections 2 and 3'],
  judge(o) {
    const tried = listingsOf(o).filter(({ setup }) => setup?.reply != null);
    if (tried.length === 0) return notApplicable;
    const foreign = refusedInBetween(o);
    const found = tried.filter((one) => !foreign.includes(one) && (unknown(o, one) || forbidden(o, one)));
    if (found.length === 0) return absent('the server knows every mode that was tried');
    const verb = found.every((one) => forbidden(o, one)) ? 'allow' : 'support';
    return present({
      confidence: 'strong',
      affects: modesOf(found),
      summary: `The server does not ${verb} ${list(modesOf(found))}.`,
      for: found.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.setup.command}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: (o) => [
    { for: 'client user', text: 'Use a mode the server knows; good clients fall back by themselves.' },
    ...(listingsOf(o).some((one) => forbidden(o, one))
      ? [
          {
            for: 'server admin' as const,
            text: 'If the refusal is not meant, allow the command again: cmds_denied and cmds_allowed of vsftpd, <Limit> of ProFTPD.',
          },
        ]
      : []),
  ],
});
