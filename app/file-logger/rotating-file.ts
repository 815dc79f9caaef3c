import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

export interface RotatingFileOptions {
  file: string;
  /** The file is put aside before a line would take it beyond this. */
  maxBytes: number;
  /** How many files are kept in all: `file`, then `file.1` (the one before it) and so on. */
  maxFiles: number;
}

/**
 * A file of lines that is put aside when it is full. Each line is handed to the system at once, so that the last words before
 * a crash are there. A line that cannot be written (the disk is full) is counted, and the file tells so once it can.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  #descriptor: number | undefined;
  #size = 0;
  #lostLines = 0;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  /** Never throws: logging must not take down what it reports on. */
  write(line: string): void {
    try {
      if (this.#lostLines > 0) {
        // The newline ends what may be there of a line that was cut short.
        this.#append(`\n{"level":"error","msg":"${this.#lostLines} log lines could not be written and are lost"}\n`);
        this.#lostLines = 0;
      }
      this.#append(line);
    } catch {
      this.#lostLines++;
    }
  }

  close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #append(line: string): void {
    const bytes = Buffer.from(line);
    let descriptor = this.#descriptor ?? this.#open();
    if (this.#size > 0 && this.#size + bytes.length > this.#options.maxBytes) {
      this.close();
      this.#putAside();
      descriptor = this.#open();
    }
    appendFileSync(descriptor, bytes);
    this.#size += bytes.length;
  }

  #open(): number {
    const { file } = this.#options;
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, "a", 0o600);
    this.#descriptor = descriptor;
    this.#size = fstatSync(descriptor).size;
    return descriptor;
  }

  #putAside(): void {
    const { file, maxFiles } = this.#options;
    const names = Array.from({ length: maxFiles }, (_, age) => (age === 0 ? file : `${file}.${age}`));
    const oldest = names.pop();
    if (oldest !== undefined) rmSync(oldest, { force: true });
    for (let older = oldest, younger = names.pop(); older !== undefined && younger !== undefined;) {
      if (existsSync(younger)) renameSync(younger, older);
      older = younger;
      younger = names.pop();
    }
  }
}
