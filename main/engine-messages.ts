import type { MessagePort } from "node:worker_threads";
import type { z } from "zod";
import type { streams } from "../shared/streams.ts";
import type { Happening } from "../shared/notice.ts";
import type { EngineSettings } from "../shared/preferences.ts";
import type { EngineCall, EngineStream } from "./contract/division.ts";

/**
 * What crosses between the main thread and the engine's. Requests, replies and stream messages are JSON text that the main
 * thread hands on unread.
 */
export type ToEngine =
  | { type: "call"; id: number; window: number; name: EngineCall; request: string }
  | { type: "open"; window: number; name: EngineStream; request: string; port: MessagePort }
  | { type: "answer"; id: number; answer: HostAnswer }
  | { type: "import"; files: string[] }
  | { type: "settings"; settings: EngineSettings }
  | { type: "stop"; deadlineMs: number };

export type FromEngine =
  | { type: "reply"; id: number; envelope: string }
  | { type: "state"; state: OwnState }
  | { type: "ask"; id: number; question: HostQuestion }
  | { type: "happened"; happening: Happening };

/** What the engine's thread is started with. */
export interface EngineThreadData {
  dataDir: string;
  workers: number | undefined;
  /** Files to import once the engine is open. */
  imports: readonly string[];
  /** Put the newest good backup in the database's place first. */
  restoreBackup: boolean;
  /** Who acts here. */
  actor: string;
  settings: EngineSettings;
}

/** How the engine is, as the `engine` stream tells it. */
export type EngineState = z.output<typeof streams.engine.message>;
/** What its thread knows of it. */
export type OwnState = Omit<EngineState, "startedAt">;
export type Remedy = EngineState["remedies"][number];

/** What only the main thread can find out: it asks the user. `window` is whose dialog it is. */
export type HostQuestion =
  | { ask: "import-files"; window: number }
  | { ask: "export-file"; window: number; suggestedName: string };

/** Paths of files; none when the user thought better of it. */
export type HostAnswer = readonly string[];
