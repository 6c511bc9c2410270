import type { Expectation } from '../../src/lab/scenario.js';
import type { FindingKind } from '../../src/model/rule.js';

/** What a report or a judgement says, as far as scenarios speak of it. */
export interface Said {
  readonly id: string;
  readonly kind: FindingKind;
  readonly confidence: string;
}

/** How the findings differ from what the scenario deserves, in sentences; none where they do not. */
export function complaints({ first, also = [], notes = [], sure = {} }: Expectation, said: readonly Said[]): string[] {
  const causes = said.filter(({ kind }) => kind === 'cause');
  const expected = [...(first === null ? [] : [first]), ...also].join(', ');
  const found = causes.map(({ id }) => id).join(', ');
  return [
    ...(found === expected ? [] : [`the causes are ${found || 'none'}, not ${expected || 'none'}`]),
    ...(notes.includes('unexplained-failure') || !said.some(({ id }) => id === 'unexplained-failure')
      ? []
      : ['a failure is left unexplained']),
    ...notes.filter((note) => !said.some(({ id }) => id === note)).map((note) => `${note} was not found`),
    ...causes.flatMap(({ id, confidence }) => {
      const word = sure[id];
      return word === undefined || word === confidence ? [] : [`${id} is ${confidence}, not ${word}`];
    }),
  ];
}
