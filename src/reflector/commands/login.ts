import { bounds } from '../settings.js';
import type { Handlers } from './visit.js';

/** From the greeting to the login, and TLS on the way (RFC 959 section 4.1.1, RFC 4217). */
export const loginCommands: Handlers = {
  USER(visit, argument) {
    if (visit.word !== null) {
      visit.say('503 Already logged in.');
      return;
    }
    visit.user = argument.slice(0, 64);
    visit.say(
      `331 ${visit.world.settings.tokens.length === 0 ? 'Any password will do.' : 'Give the token as password.'}`,
    );
  },
  PASS(visit, argument) {
    if (visit.user === null) {
      visit.say('503 Give USER first.');
      return;
    }
    const { admission, log } = visit.world;
    const answer = visit.word !== null ? 'welcome' : admission.login(visit.peer.host, argument);
    if (answer === 'welcome') {
      visit.word ??= argument;
      visit.say('230 Logged in.');
    } else if (answer === 'in-use') visit.say('530 The token is in use from another address.');
    else visit.say('530 Login incorrect: the password must be a token of this reflector.');
    log('login', { session: visit.record.id, peer: visit.peer.host, answer });
    if (answer === 'wrong' && ++visit.wrong >= bounds.wrong) {
      visit.say('421 Too many wrong tokens.');
      visit.quit();
    }
  },
  AUTH(visit, argument) {
    if (visit.secure) visit.say('503 TLS has been started already.');
    else if (/^(?:TLS|TLS-C|SSL)$/i.test(argument)) {
      visit.say('234 Start TLS.');
      visit.secure = true;
      visit.record.tls = true;
      visit.startTls();
    } else visit.say('504 Only AUTH TLS is known.');
  },
  PBSZ(visit) {
    visit.say(visit.secure ? '200 PBSZ=0' : '503 Start TLS first.');
  },
  PROT(visit, argument) {
    const level = argument.toUpperCase();
    if (!visit.secure) visit.say('503 Start TLS first.');
    else if (level !== 'P' && level !== 'C') visit.say('536 Only PROT P and PROT C are known.');
    else {
      visit.protect = level === 'P';
      visit.say(`200 Data connections are ${visit.protect ? 'protected' : 'in clear'}.`);
    }
  },
  HOST: (visit) => {
    visit.say('220 One host answers to every name.');
  },
};
