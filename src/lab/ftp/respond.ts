import { access } from './commands/access.js';
import { data } from './commands/data.js';
import { information } from './commands/information.js';
import { say, type Command, type Session, type Step } from './session.js';
import type { Surroundings } from './setup.js';

const beforeLogin = new Set(['USER', 'PASS', 'QUIT', 'AUTH', 'PBSZ', 'PROT', 'FEAT', 'HOST', 'NOOP', 'HELP']);
const commands: ReadonlyMap<string, Command> = new Map(Object.entries({ ...access, ...information, ...data }));

/** Answers one command line. Pure but for the choice of a passive port. */
export function respond(line: string, session: Session, around: Surroundings): Step {
  const [word = ''] = line.split(' ', 1);
  const verb = word.toUpperCase();
  const { personality, unknown } = around.setup;
  const command = unknown.includes(verb) ? undefined : commands.get(verb);
  if (!session.loggedIn && !beforeLogin.has(verb)) return say(session, personality.notLoggedIn);
  if (command === undefined) return say(session, personality.unknown(verb.slice(0, 40)));
  return command(line.slice(word.length).trim(), session, around);
}
