import type { Exchange, Observations } from '../model/observations.js';
import { decodeReply, type ServerMeaning } from '../protocol/server-text.js';

/** The exchange that ended the way to the login, and what its text means; `null` when the login was accepted. */
export function refusedLogin({
  control,
}: Observations): { exchange: Exchange; code: number; meaning: ServerMeaning | null } | null {
  if (control.loggedIn || control.remote === null) return null;
  const { greeting } = control;
  const exchange = control.login.at(-1) ?? greeting;
  if (exchange?.reply == null) return null;
  const { code } = exchange.reply;
  if (exchange === greeting && code < 300) return null;
  const verb = exchange.command.split(' ', 1)[0] ?? '';
  return { exchange, code, meaning: decodeReply(exchange.reply, verb)?.meaning ?? null };
}

/** What the exchange says, for evidence: the command and the reply's text. */
export function quote({ command, reply }: Exchange): string {
  const said = reply?.lines.join(' ') ?? 'nothing';
  return command === '' ? `The server greeted with: ${said}` : `${command} was answered with: ${said}`;
}
