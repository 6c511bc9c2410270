import type { Behaviour, Behaviours } from '../hostile-server.js';

const argv = ['--modes', 'pasv,epsv'];
let next = 20_000;

/** What it names for its data connections. */
const names: Readonly<Record<string, (port: number) => string>> = {
  'another loopback address': (port) => `227 at (127,9,9,9,${port >> 8},${port & 255})`,
  'port 22': () => '227 at (127,0,0,1,0,22)',
  'port 0': () => '227 at (127,0,0,1,0,0)',
  'port 99999': () => '229 at (|||99999|)',
  'its own control port, over and over': () => '229 at (|||21|)',
  'numbers out of range': () => '227 at (999,999,999,999,999,999)',
  'ten thousand numbers': () => `227 at (${'1,'.repeat(10_000)}1)`,
  'brackets that never close': () => `227 ${'('.repeat(20_000)}`,
  'all addresses': (port) => `227 at (0,0,0,0,${port >> 8},${port & 255})`,
};

/** Addresses that a test may not connect to; the simulated network has them as well. */
const elsewhere: Readonly<Record<string, string>> = {
  'a third party': '192,0,2,7,195,80',
  'the metadata service of a cloud': '169,254,169,254,0,80',
  'a host of the client’s own network': '192,168,1,1,0,80',
};

const entry = (name: string, behaviour: Behaviour): [string, Behaviour] => [
  `names ${name} for its data connections`,
  behaviour,
];

/** Passive replies that lead elsewhere or nowhere. */
export const passives: Behaviours = Object.fromEntries([
  ...Object.entries(names).map(([name, passive]) => entry(name, { passive, argv })),
  ...Object.entries(elsewhere).map(([name, numbers]) =>
    entry(name, { passive: () => `227 at (${numbers})`, argv: [...argv, '--advertised', 'skip'] }),
  ),
  entry('ten thousand ports, another each time,', {
    passive: () => `229 at (|||${20_000 + (next++ % 10_000)}|)`,
    argv: [...argv, '--samples', '64'],
  }),
]);
