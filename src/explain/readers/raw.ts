import { createDialogue, type Saying } from '../log/client.js';
import { unstamped } from '../log/conversation.js';
import { logReader } from '../log/log-reader.js';
import { endpoint, failureOf } from '../log/words.js';

const party = /^(?:Client|Server)\s?(\d)\s?[>:]/i;
const says: readonly Saying[] = [
  [
    /^(?:Connect socket #\d+ to|Connecting to) ([0-9.]+)[,:]? ?(?:port )?(\d+)/i,
    ([, host, port]) => ({ kind: 'connect', open: true, to: endpoint(host, port) }),
  ],
  [
    /^(?:Error|ERROR|!|\*\*\*)\s?:?\s+(.*(?:timed? ?out|refused|reset|unreachable).*)/i,
    ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) }),
  ],
  [
    /^(?:Connection|Data connection|Transfer) (?:timed out|refused|reset).*/i,
    ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
  ],
];

/** Whatever else shows commands and replies: quoted in prose, with or without a word on who speaks. */
export default logReader({
  id: 'dialogue',
  title: 'FTP commands and replies in any text',
  side: 'client',
  marks: [
    /^\s*(?:(?:Client|Server|C|S)\s?\d?\s?[>:]|[-=]{0,4}[<>]{1,3}[-=]{0,4})\s*(?:literal |quote )?(?:[1-5]\d\d[ -]|USER |PASS|PASV|EPSV|PORT |EPRT |LIST)/i,
    /^\s*(?:220|227|229|331|230|530|425|426|421)[ -]\S/,
    /^\s*(?:PASV|EPSV|LIST|USER \S+|PORT [\d,]+)\s*$/,
  ],
  weight: 0.2,
  start(say, session) {
    const dialogue = createDialogue(say, session, true);
    let key = '';
    let passive = false;
    return (line) => {
      const { rest, atMs } = unstamped(line.trimStart());
      key = party.exec(rest)?.[1] ?? key;
      if (/^\W*22[79][ -]/.test(rest)) passive = true;
      if (/^\W*(?:226|4\d\d|5\d\d)[ -]/.test(rest)) passive = false;
      for (const [pattern, meaning] of says) {
        const match = pattern.exec(rest);
        const token = match === null ? null : meaning(match);
        if (token === null || Array.isArray(token)) continue;
        const one = token as Exclude<typeof token, readonly unknown[]>;
        if (one.kind === 'connect' && passive && one.to !== null) say({ kind: 'dial', to: one.to }, key, atMs);
        else if (one.kind === 'connect') {
          say({ ...one, open: false }, key, atMs);
          say(one, key, atMs);
        } else say(one, key, atMs);
        return;
      }
      dialogue(rest, key, atMs);
    };
  },
});
