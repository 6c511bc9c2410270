import type { Behaviour, Behaviours, Control } from '../hostile-server.js';

const verbs = ['USER', 'PASS', 'SYST', 'FEAT', 'STAT', 'PASV', 'EPSV', 'PORT', 'EPRT', 'LIST'] as const;
const ends: Readonly<Record<string, (control: Control) => void>> = {
  resets: ({ socket }) => socket.resetAndDestroy(),
  closes: ({ stream }) => stream.end(),
  'falls silent': () => undefined,
};
/** A question that a client asks for its own interest only. */
const spare = ['SYST', 'FEAT', 'STAT'];

/** Each step of the dialogue, ended in each way. */
export const resets: Behaviours = Object.fromEntries(
  Object.entries(ends).flatMap(([word, end]) =>
    verbs.map((at): [string, Behaviour] => [
      `${word} at ${at}`,
      {
        hear: (control, { verb }, usual): void => {
          if (verb === at) end(control);
          else usual();
        },
        ...(spare.includes(at) ? { harmless: true } : {}),
      },
    ]),
  ),
);
