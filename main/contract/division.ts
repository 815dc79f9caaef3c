import { calls } from "../../shared/calls.ts";
import type { CallName, StreamName } from "../../shared/contract.ts";
import { streams } from "../../shared/streams.ts";

/** What the main thread answers itself: it must do so without an engine, too. The engine's thread answers the rest. */
const MAIN_CALLS = [
  "app.info",
  "app.openDataFolder",
  "engine.restart",
  "engine.restoreBackup",
  "notices.clear",
  "notices.markRead",
  "preferences.get",
  "preferences.set",
  "views.save",
  "views.delete",
  "views.setDefault",
  "views.arrange",
  "windows.open",
  "windows.reportDrafts",
] as const satisfies CallName[];
const MAIN_STREAMS = ["engine", "commands", "preferences", "notices", "views"] as const satisfies StreamName[];

export type MainCall = (typeof MAIN_CALLS)[number];
export type MainStream = (typeof MAIN_STREAMS)[number];
export type EngineCall = Exclude<CallName, MainCall>;
export type EngineStream = Exclude<StreamName, MainStream>;

const mainCalls: ReadonlySet<string> = new Set(MAIN_CALLS);
const mainStreams: ReadonlySet<string> = new Set(MAIN_STREAMS);

export function isMainCall(name: CallName): name is MainCall {
  return mainCalls.has(name);
}

export function isMainStream(name: StreamName): name is MainStream {
  return mainStreams.has(name);
}

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

export function isStreamName(name: string): name is StreamName {
  return Object.hasOwn(streams, name);
}
