import { parentPort, workerData } from "node:worker_threads";
import type { EngineThreadData } from "./engine-messages.ts";
import { runEngineThread } from "./engine/run-engine-thread.ts";

if (parentPort === null) throw new Error("The engine's thread was started as a program of its own.");
const data: EngineThreadData = workerData;
void runEngineThread(parentPort, data);
