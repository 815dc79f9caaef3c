import type { Engine } from "../../app/engine.ts";
import type { Logger } from "../../app/logger.ts";
import type { ChangeHub } from "./change-hub.ts";
import type { Host } from "./host.ts";

/** What the answers to windows are made of. */
export interface EngineContext {
  engine: Engine;
  hub: ChangeHub;
  host: Host;
  /** Who acts here. */
  actor: string;
  logger: Logger;
}
