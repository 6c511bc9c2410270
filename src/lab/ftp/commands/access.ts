import { newSession, say, type Command } from '../session.js';

const needsTls: Command = (_argument, session, { setup }) => say(session, setup.personality.clearRefused);

/** Getting in and out: USER, PASS, QUIT (RFC 959), HOST (RFC 7151), AUTH, PBSZ, PROT (RFC 4217). */
export const access = {
  USER(argument, session, around) {
    const { personality, tls } = around.setup;
    if (tls === 'required' && !session.secured) return needsTls(argument, session, around);
    return say({ ...session, user: argument, loggedIn: false }, personality.askPassword(argument));
  },
  PASS(argument, session, { setup }) {
    if (session.user === null) return say(session, '503 Login with USER first.');
    if (setup.password !== null && argument !== setup.password) return say(session, setup.personality.loginRefused);
    return say({ ...session, loggedIn: true }, setup.personality.welcome);
  },
  QUIT: (_argument, session, { setup }) => ({
    session,
    actions: [{ do: 'say', lines: [setup.personality.goodbye] }, { do: 'end' }],
  }),
  HOST: (argument, session) =>
    session.user === null ? say(session, `220 Host ${argument} accepted`) : say(session, '503 HOST comes before USER.'),
  AUTH(argument, session, { setup }) {
    if (setup.tls === 'none' || setup.tls === 'implicit') return say(session, setup.personality.unknown('AUTH'));
    if (!['TLS', 'TLS-C', 'SSL'].includes(argument.toUpperCase())) return say(session, '504 Unknown AUTH type.');
    // Everything said before the handshake is forgotten (RFC 2228 section 3).
    return {
      session: { ...newSession, secured: true },
      actions: [{ do: 'say', lines: ['234 Proceed with negotiation.'] }, { do: 'start-tls' }],
    };
  },
  PBSZ: (_argument, session, { setup }) =>
    session.secured || setup.tls === 'implicit'
      ? say(session, '200 PBSZ set to 0.')
      : say(session, '503 PBSZ needs a secure connection.'),
  PROT(argument, session, { setup }) {
    if (!session.secured && setup.tls !== 'implicit') return say(session, '503 PROT needs a secure connection.');
    const level = argument.toUpperCase();
    if (level !== 'C' && level !== 'P') return say(session, '536 PROT not supported.');
    return say({ ...session, protectedData: level === 'P' }, `200 PROT now ${level === 'P' ? 'Private' : 'Clear'}.`);
  },
} satisfies Record<string, Command>;
