import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import type { Result } from "./reconciler.ts";
import { TerminalError } from "./terminal-error.ts";

/** How a reconcile ended, before anybody has drawn conclusions from it. */
export type Ending =
  | { type: "done"; result: Result }
  /** The resource does not exist: there is nothing to do. */
  | { type: "gone" }
  /** The controller stopped it. */
  | { type: "aborted" }
  | { type: "failed"; error: Error; terminal: boolean };

export const GONE: Ending = { type: "gone" };
export const ABORTED: Ending = { type: "aborted" };
export const NOTHING_MORE: Ending = { type: "done", result: {} };

/** Whatever was thrown: never throws. */
export function failed(thrown: unknown): Ending {
  return { type: "failed", error: errorOf(thrown), terminal: isTerminal(thrown) };
}

/** An error that a `TerminalError` caused is one too; a chain of causes may be a circle. */
function isTerminal(thrown: unknown): boolean {
  try {
    let cause = thrown;
    for (let depth = 0; depth < 10 && cause instanceof Error; depth++, cause = cause.cause) {
      if (cause instanceof TerminalError) return true;
    }
  } catch {
    // It fails when it is looked at; that it is terminal it does not say.
  }
  return false;
}

/** @throws {EngineError} `Invalid`, naming the field, for what is not a `Result`. */
export function done(result: unknown): Ending {
  if (result === undefined || result === null) return NOTHING_MORE;
  if (!isRecord(result)) throw invalid("result", result, "nothing or an object");
  const { requeue, requeueAfter, priority } = result;
  const checked: Result = {};
  if (requeue !== undefined) {
    if (typeof requeue !== "boolean") throw invalid("requeue", requeue, "true or false");
    checked.requeue = requeue;
  }
  if (requeueAfter !== undefined) {
    if (!isFiniteNumber(requeueAfter) || requeueAfter < 0) {
      throw invalid("requeueAfter", requeueAfter, "a number of milliseconds that is not negative");
    }
    checked.requeueAfter = requeueAfter;
  }
  if (priority !== undefined) {
    if (!isFiniteNumber(priority)) throw invalid("priority", priority, "a finite number");
    checked.priority = priority;
  }
  return { type: "done", result: checked };
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function invalid(field: string, value: unknown, wanted: string): EngineError {
  return new EngineError("Invalid", `The reconciler's ${field} is ${quote(value)}, but must be ${wanted}`, { field });
}

/** What was thrown may be anything, even something that fails when it is looked at. */
function errorOf(thrown: unknown): Error {
  try {
    if (!(thrown instanceof Error)) {
      const text = typeof thrown === "string" ? quote(thrown) : String(thrown);
      return new Error(`The reconciler threw ${text}, which is not an Error`);
    }
    const message: unknown = thrown.message;
    if (typeof message === "string") return thrown;
    return new Error(`The reconciler threw an Error whose message is ${quote(message)}, not a text`, { cause: thrown });
  } catch {
    return new Error("The reconciler threw something that is not an Error");
  }
}
