export type Cause = "event" | "manual" | "periodic" | "retry" | "owner" | "startup";

/** One reason why a resource is to be reconciled; equal ones collapse into one with a count. Times in ms since the epoch. */
export interface Reason {
  cause: Cause;
  message: string;
  count: number;
  firstAt: number;
  lastAt: number;
  /** The CloudEvents id of the (latest) event behind it. */
  eventId?: string;
  /** Names the whole chain of events and reconciles that the (latest) event belongs to. */
  correlationId?: string;
  /** Who asked for it, where a person did. */
  actor?: string;
}
