/** How an input ended: understood, or refused in words. Everything else is a fault and is thrown. */
export type Ending = 'read' | 'refused';

/** One thing that reads what others have written, made ready to be given anything. */
export interface Kind {
  /** Name of its folder in the corpus, `fixtures/fuzz/`. */
  readonly id: string;
  /** Good inputs to damage. */
  readonly seeds: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /**
   * Reads an input and checks what must hold of the result; `random` may choose how it is delivered. Throws where
   * something does not hold.
   */
  readonly read: (input: Buffer, random: () => number) => Ending | Promise<Ending>;
}

/** One whole input as a stream, or cut into pieces of `size` bytes. */
export async function* pieces(input: Uint8Array, size = input.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += Math.max(1, size)) {
    yield await Promise.resolve(input.subarray(at, at + Math.max(1, size)));
  }
}
