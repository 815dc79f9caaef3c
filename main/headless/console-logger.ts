import type { Clock } from "../../app/clock.ts";
import type { Logger } from "../../app/logger.ts";

/** So many warnings and errors are printed each second; the rest are counted, and in the log file. */
const MAX_PER_SECOND = 5;

/** A logger that writes all to a log file, and prints for people what they must know, without flooding them. */
export class ConsoleLogger implements Logger {
  readonly #file: Logger;
  readonly #print: (line: string) => void;
  readonly #clock: Clock;
  #second = 0;
  #printed = 0;
  #leftOut = 0;

  constructor(file: Logger, print: (line: string) => void, clock: Clock) {
    this.#file = file;
    this.#print = print;
    this.#clock = clock;
  }

  debug(message: string, fields?: Record<string, unknown>): void {
    this.#file.debug(message, fields);
  }

  info(message: string, fields?: Record<string, unknown>): void {
    this.#file.info(message, fields);
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    this.#file.warn(message, fields);
    this.#printSome(`Warning: ${message}`);
  }

  error(message: string, fields?: Record<string, unknown>): void {
    this.#file.error(message, fields);
    this.#printSome(`Error: ${message}`);
  }

  #printSome(line: string): void {
    const second = Math.floor(this.#clock.now() / 1_000);
    if (second !== this.#second) {
      if (this.#leftOut > 0) this.#print(`... and ${this.#leftOut} more like these; all of them are in the log file`);
      this.#second = second;
      this.#printed = 0;
      this.#leftOut = 0;
    }
    if (this.#printed < MAX_PER_SECOND) this.#print(line);
    else this.#leftOut++;
    this.#printed++;
  }
}
