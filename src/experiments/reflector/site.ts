import { readHello, readRecordPage, type Hello } from '../../model/reflection.js';
import { jsonFromLetters, toLetters } from '../../protocol/letters.js';
import { siteAnswer } from '../../protocol/site.js';
import type { Session } from '../../session/session.js';

/** More pages of one record than this are not read: a reflector that never ends must not keep us. */
const mostPages = 20;

/** Asks a reflector who it is and how it sees us; `null` where no reflector answers. */
export async function hello(session: Session): Promise<Hello | null> {
  const reply = await session.command('SITE HELLO');
  return reply.ok ? readHello(jsonFromLetters(siteAnswer(reply.value))) : null;
}

/** Has the reflector call us at a port, and waits until it says how that ended. True where it says that it came through. */
export async function dial(session: Session, port: number, waitMs: number): Promise<boolean> {
  const sent = await session.send(`SITE DIAL ${toLetters(new TextEncoder().encode(String(port)))}`);
  const reply = sent.ok ? await session.reply(waitMs) : sent;
  const told = reply.ok ? jsonFromLetters(siteAnswer(reply.value)) : null;
  return typeof told === 'object' && told !== null && 'outcome' in told && told.outcome === 'opened';
}

/** Leaves what arrived in the record, and so in the transcript of both ends. */
export async function noted(session: Session, bytes: Uint8Array): Promise<void> {
  await session.command(`SITE GOT ${toLetters(bytes.subarray(0, 200))}`);
}

/** Reads the record of a session, page by page; what it says stands in the transcript. False where there was no answer. */
export async function tell(session: Session, id: string): Promise<boolean> {
  for (let from = 0, pages = 0; pages < mostPages; pages++) {
    const reply = await session.command(`SITE TELL ${id} ${from}`);
    if (!reply.ok) return false;
    const next = readRecordPage(jsonFromLetters(siteAnswer(reply.value)))?.next ?? null;
    if (next === null || next <= from) return true;
    from = next;
  }
  return true;
}
