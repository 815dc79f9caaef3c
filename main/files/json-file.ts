import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { Logger } from "../../app/logger.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A small file that the application keeps. One that cannot be read as what it should be is kept aside, and the defaults hold. */
export class JsonFile<T> {
  readonly #file: string;
  readonly #schema: z.ZodType<T>;
  readonly #logger: Logger;
  /** Writes run one after the other, so that the last one asked for is the last one done. */
  #writing: Promise<void> = Promise.resolve();

  /** @param schema gives the defaults for an empty object */
  constructor(file: string, schema: z.ZodType<T>, logger: Logger) {
    this.#file = file;
    this.#schema = schema;
    this.#logger = logger;
  }

  async read(): Promise<T> {
    let text: string;
    try {
      text = await readFile(this.#file, "utf8");
    } catch (error) {
      if (!isMissing(error))
        this.#logger.warn(`${this.#name} could not be read; the defaults hold`, { file: this.#file, error });
      return this.#schema.parse({});
    }
    try {
      return this.#schema.parse(JSON.parse(text));
    } catch (error) {
      this.#logger.warn(`${this.#name} is damaged and kept aside; the defaults hold`, { file: this.#file, error });
      await rename(this.#file, `${this.#file}.damaged`).catch((failure: unknown) => {
        this.#logger.warn(`${this.#name}, which is damaged, could not be set aside`, {
          file: this.#file,
          error: failure,
        });
      });
      return this.#schema.parse({});
    }
  }

  get #name(): string {
    return path.basename(this.#file);
  }

  /** @throws {EngineError} `Unavailable` when the file system refuses */
  write(value: T): Promise<void> {
    const write = this.#writing.then(() => writeAtomically(this.#file, `${JSON.stringify(value, null, 2)}\n`));
    this.#writing = write.catch(() => undefined);
    return write;
  }

  /** Resolves once all writes so far have ended, well or not. */
  settled(): Promise<void> {
    return this.#writing;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
