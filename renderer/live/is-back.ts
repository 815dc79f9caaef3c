import type { StreamMessage } from "../../shared/contract.ts";

type Engine = Pick<StreamMessage<"engine">, "state" | "startedAt">;

/** Whether the engine runs that was away when the window last heard of it, or another one: what that said may no longer hold. */
export function isBack(engine: Engine, before: Engine | undefined): boolean {
  if (engine.state !== "running" || before === undefined) return false;
  return before.state !== "running" || before.startedAt !== engine.startedAt;
}
