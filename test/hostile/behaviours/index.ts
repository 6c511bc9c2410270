import type { Behaviours } from '../hostile-server.js';
import { callers } from './active.js';
import { data } from './data.js';
import { greetings } from './greetings.js';
import { passives } from './passive.js';
import { replies } from './replies.js';
import { resets } from './resets.js';
import { implicit, tls } from './tls.js';

/** Two ways to misbehave at once: what both do is done in the first one's way. */
const pairs: Behaviours = Object.fromEntries(
  Object.entries(data).flatMap(([name, one], at) => {
    const others = Object.entries(at % 2 === 0 ? replies : resets);
    const [otherName, other] = others[(at * 7) % others.length] ?? [];
    return [[`${name}, and ${otherName ?? ''}`, { ...other, ...one }]];
  }),
);

const secured = { ...tls['speaks TLS as it should'], argv: [...implicit, '--modes', 'pasv'] };
/** What has to do with data, and replies that never end, as it is inside TLS. */
const protectedOnes: Behaviours = Object.fromEntries(
  Object.entries({ ...data, ...replies })
    .filter(([name]) => name in data || name.includes('without end'))
    .map(([name, one]) => [name, { ...secured, harmless: false, ...one }]),
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
  'under TLS': protectedOnes,
} satisfies Readonly<Record<string, Behaviours>>;
