import type { Condition, Row } from "./model.ts";

/** What a resource's conditions say of it, for a list and for its own page alike. */
export type Standing = Pick<Row, "ready" | "reason" | "message" | "since" | "progressing" | "stuck">;

export function standingOf(conditions: readonly Condition[] = []): Standing {
  const byType = new Map(conditions.map((condition) => [condition.type, condition]));
  const ready = byType.get("Ready");
  return {
    ready: ready?.status ?? "Unknown",
    reason: ready?.reason ?? "",
    message: ready?.message ?? "",
    ...(ready && { since: ready.lastTransitionTime }),
    progressing: byType.get("Progressing")?.status === "True",
    stuck: byType.get("Reconciled")?.reason === "TerminalError" || byType.get("Stalled")?.status === "True",
  };
}
