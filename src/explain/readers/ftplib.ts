import { clientLog } from '../log/client.js';
import { failureOf } from '../log/words.js';

/** The last line of a traceback names the error; refusals of the server were in the dialogue already. */
export default clientLog({
  id: 'python-ftplib',
  title: 'Python ftplib, set_debuglevel',
  marks: [/^\*(?:cmd|resp|welcome)\* '/],
  weight: 0.9,
  unwrap: (line) => (/^\*(?:get|put)\* /.test(line) ? '' : line.replace(/^\*welcome\* .*/, '')),
  says: [
    [
      /^(?:TimeoutError|socket\.timeout|ConnectionRefusedError|ConnectionResetError|ConnectionAbortedError|OSError|EOFError|ssl\.\w+|socket\.error)\b.*/,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
    [
      /^socket\.gaierror: (.*)/,
      ([, why = '']) => ({ kind: 'connect-failed', to: null, failure: { ...failureOf(why), kind: 'not-found' } }),
    ],
  ],
});
