/** What a value may be: a ratio of two measurements of one pair, or a measurement itself. */
export interface Goal {
  /** What is limited, such as "wall time against `curl`". */
  readonly what: string;
  readonly unit: Unit;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** One value for each pair of measurements. */
  readonly values: readonly number[];
}

/** What a figure is counted in; `times` is a ratio. */
export type Unit = 'times' | 'ms' | 's' | 'MB' | 'MB/s' | 'kB' | 'checks';

/** Something measured, beside what the goal compares. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly values: readonly number[];
}

/** What one run of a row found. */
export interface Result {
  readonly goals: readonly Goal[];
  readonly figures: readonly Figure[];
  /** Facts that the reader of the numbers needs: sizes, verdicts, versions of peers. */
  readonly notes: readonly string[];
}

/** One job that is measured against something else in the same run. */
export interface Row {
  readonly id: string;
  readonly job: string;
  readonly against: string;
  /** Why it cannot be measured on this machine; empty when it can. */
  missing(): string;
  run(): Promise<Result>;
}
