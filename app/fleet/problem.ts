/** Something in a file that cannot be imported, and why. */
export interface ImportProblem {
  file: string;
  /** Counted from 1. */
  line?: number;
  /** The name of what is wrong, where it has one. */
  name?: string;
  message: string;
}

/** Why a file, or a part of it, cannot be read. */
export class ReadFault extends Error {
  override readonly name = "ReadFault";
  /** Counted from 1 in the whole file. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** Why something that could be read cannot be imported. */
export class ImportFault extends Error {
  override readonly name = "ImportFault";
}
