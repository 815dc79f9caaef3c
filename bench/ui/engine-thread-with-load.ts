import { parentPort, workerData } from "node:worker_threads";
import { openEngine } from "../../app/engine.ts";
import type { EngineThreadData } from "../../main/engine-messages.ts";
import { runEngineThread } from "../../main/engine/run-engine-thread.ts";
import { serveLoad } from "./load.ts";

/** The application's engine thread, with changes that arrive while it serves the windows. Built in place of the shipped one. */
if (parentPort === null) throw new Error("The engine's thread was started as a program of its own.");
const data: EngineThreadData = workerData;
void runEngineThread(parentPort, data, async (options) => {
  const engine = await openEngine(options);
  serveLoad(engine.storage);
  return engine;
});
