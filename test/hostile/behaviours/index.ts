import type { Behaviours } from '../hostile-server.js';
import { callers } from './active.js';
import { data } from './data.js';
import { greetings } from './greetings.js';
import { passives } from './passive.js';
import { replies } from './replies.js';
import { resets } from './resets.js';
import { tls } from './tls.js';

/** Two ways to misbehave at once: what both do is done in the first one's way. */
const pairs: Behaviours = Object.fromEntries(
  Object.entries(data).flatMap(([name, one], at) => {
    const others = Object.entries(at % 2 === 0 ? replies : resets);
    const [otherName, other] = others[(at * 7) % others.length] ?? [];
    return [[`${name}, and ${otherName ?? ''}`, { ...other, ...one }]];
  }),
);

/** Every way to misbehave, by kind; kind and name make the sentence "KIND: a server that NAME". */
export const behaviours = {
  greeting: greetings,
  replies,
  'passive reply': passives,
  data,
  caller: callers,
  cut: resets,
  TLS: tls,
  'two at once': pairs,
} satisfies Readonly<Record<string, Behaviours>>;
