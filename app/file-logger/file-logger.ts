import { pino } from "pino";
import type { Logger } from "../logger.ts";
import { redactFields, redactText } from "./redact.ts";
import { RotatingFile } from "./rotating-file.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface FileLoggerOptions {
  file: string;
  /** The least that is logged; `info` by default. May be changed later with `setLevel`. */
  level?: LogLevel;
  /** 5 MiB by default. */
  maxBytes?: number;
  /** How many files are kept in all; 5 by default. */
  maxFiles?: number;
}

export interface FileLogger extends Logger {
  setLevel(level: LogLevel): void;
  close(): void;
}

/**
 * Writes JSON lines (`level`, `time`, `msg` and the fields) to a file that rotates, with what looks like a secret censored.
 * All in the calling thread: pino's worker-thread transports load files by name, which bundling breaks.
 */
export function newFileLogger(options: FileLoggerOptions): FileLogger {
  const { file, level = "info", maxBytes = 5 * 1024 * 1024, maxFiles = 5 } = options;
  const output = new RotatingFile({ file, maxBytes, maxFiles });
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => redactFields(fields) },
    },
    output,
  );
  return {
    debug: (message, fields = {}) => log.debug(fields, redactText(message)),
    info: (message, fields = {}) => log.info(fields, redactText(message)),
    warn: (message, fields = {}) => log.warn(fields, redactText(message)),
    error: (message, fields = {}) => log.error(fields, redactText(message)),
    setLevel: (next) => {
      log.level = next;
    },
    close: () => output.close(),
  };
}
