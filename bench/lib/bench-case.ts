/** What a measurement found. Higher or lower may be better, `want` says which. */
export interface Measurement {
  value: number;
  /** What `value` is compared with, in the same unit. */
  baseline: number;
  /** What `value / baseline` has to be; without it the line is for information. */
  want?: Want | undefined;
}

export interface Want {
  ratio: number;
  atLeast: boolean;
}

/** One line of the table. The name says what is measured and its unit. */
export interface BenchCase {
  name: string;
  run(): Measurement | Promise<Measurement>;
}

export function atLeast(ratio: number): Want {
  return { ratio, atLeast: true };
}

export function atMost(ratio: number): Want {
  return { ratio, atLeast: false };
}
