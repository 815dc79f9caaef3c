import type { Logger } from "./logger.ts";

/** Prints each message as a line of standard output, as in `[INFO] Registered reconciler for Device`; `fields` are for log files. */
export function newDefaultLogger(): Logger {
  return {
    debug: (message) => print("DEBUG", message),
    info: (message) => print("INFO", message),
    warn: (message) => print("WARN", message),
    error: (message) => print("ERROR", message),
  };
}

function print(level: string, message: string): void {
  process.stdout.write(`[${level}] ${String(message).replace(/[\r\n]+/g, " | ")}\n`);
}
