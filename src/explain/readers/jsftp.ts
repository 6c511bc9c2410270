import { clientLog, type Saying } from '../log/client.js';
import { failureOf } from '../log/words.js';

/** Each command is logged twice: when it is queued and when it is sent. */
function sayings(): readonly Saying[] {
  let last = '';
  return [
    [
      /^jsftp:command (.*)/,
      ([, command = '']) => {
        if (command === last) return [];
        last = command;
        const [verb = '', ...rest] = command.split(' ');
        return { kind: 'command', text: [verb.toUpperCase(), ...rest].join(' ') };
      },
    ],
    [
      /^jsftp:response (\d.*)/,
      () => {
        last = '';
        return null;
      },
    ],
    [/^jsftp:response \{/, () => []],
    [
      /^jsftp:general (?:event:(timeout|error)|(PASV socket timeout)).*/,
      ([why]) => ({ kind: 'broken', failure: failureOf(why) }),
    ],
    [/^.*\bError: (connect E[A-Z]+.*|Timed out.*)/, ([, why = '']) => ({ kind: 'broken', failure: failureOf(why) })],
  ];
}

export default clientLog({
  id: 'jsftp',
  title: 'jsftp for Node.js, DEBUG=jsftp:*',
  marks: [/jsftp:(?:command|response|general) /],
  weight: 0.9,
  unwrap: (line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, '').replace(/^\s*(jsftp:response )(?=\d\d\d)/, '< '),
  says: sayings,
});
