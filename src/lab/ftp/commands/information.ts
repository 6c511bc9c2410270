import { say, type Command } from '../session.js';

const done: Command = (_argument, session) => say(session, '200 OK.');

/** Questions and settings that need no data connection. */
export const information = {
  SYST: (_argument, session, { setup }) => say(session, setup.personality.system),
  FEAT(_argument, session, { setup }) {
    const { personality, tls, unknown } = setup;
    const known = personality.features(tls !== 'none').filter((line) => !unknown.includes(line.trim()));
    return say(session, ...known);
  },
  STAT(argument, session, { setup, local, peer }) {
    if (argument === '')
      return say(
        session,
        ...setup.personality.status({ user: session.user, local, peer, advertised: setup.advertised }),
      );
    if (setup.listing === null) return say(session, setup.personality.listingDenied);
    return say(session, '213-Status follows:', ...setup.listing, '213 End of status');
  },
  NOOP: done,
  TYPE: done,
  MODE: done,
  STRU: done,
  OPTS: done,
  CLNT: done,
  HELP: (_argument, session) => say(session, '214 Commands are those of RFC 959.'),
  PWD: (_argument, session) => say(session, '257 "/" is the current directory'),
  CWD: (_argument, session) => say(session, '250 Directory changed.'),
  ABOR: (_argument, session) => say(session, '225 No transfer to abort.'),
} satisfies Record<string, Command>;
