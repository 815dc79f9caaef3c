import path from "node:path";
import type { MessagePort } from "node:worker_threads";
import { databaseFile, type Engine, type EngineOptions, openEngine } from "../../app/engine.ts";
import { type FileLogger, newFileLogger } from "../../app/file-logger/file-logger.ts";
import type { Logger } from "../../app/logger.ts";
import { restoreBackup } from "../../app/storage/sqlite/backups.ts";
import type { EngineState, EngineThreadData } from "../engine-messages.ts";
import { engineProblem } from "./engine-problem.ts";
import { EngineSession } from "./engine-session.ts";
import { shownPauses } from "./work-items.ts";
import { importUnasked } from "./import-unasked.ts";
import { MainThread } from "./main-thread.ts";
import { SettingsInForce } from "./settings-in-force.ts";

/** So often the windows hear that the engine is there. */
const BEAT_MS = 1_000;

/** Opens the engine and serves the main thread until told to stop. Of an engine that does not open it tells why, and ends. */
export async function runEngineThread(
  port: MessagePort,
  data: EngineThreadData,
  openWith: (options: EngineOptions) => Promise<Engine> = openEngine,
): Promise<void> {
  const { dataDir, settings } = data;
  const logger = newFileLogger({ file: path.join(dataDir, "logs", "engine.log"), level: settings.logLevel });
  process.on("uncaughtExceptionMonitor", (error) => logger.error("The engine's thread ends by an error", { error }));
  const mainThread = new MainThread(port);
  try {
    await run(await open(data, logger, openWith), mainThread, data, logger);
  } catch (error) {
    logger.error("The engine did not start", { error });
    mainThread.tellState({ state: "failed", ...engineProblem(error), sequence: 0, at: Date.now(), paused: [] });
    end(logger);
  }
}

/** Ends the thread, whatever windows have open of it. */
function end(logger: FileLogger): void {
  logger.close();
  process.exit();
}

async function open(
  { dataDir, workers, restoreBackup: restore }: EngineThreadData,
  logger: Logger,
  openWith: (options: EngineOptions) => Promise<Engine>,
): Promise<Engine> {
  if (restore) {
    const { backup, setAside } = restoreBackup(databaseFile(dataDir), Date.now());
    logger.warn("Restored a backup", { backup, setAside });
  }
  return openWith({ dataDir, logger, ...(workers !== undefined && { workers }) });
}

async function run(engine: Engine, mainThread: MainThread, data: EngineThreadData, logger: FileLogger): Promise<void> {
  const { actor } = data;
  const session = new EngineSession(engine, { host: mainThread, actor, logger });
  const inForce = await SettingsInForce.apply(data.settings, engine, logger, (what) => mainThread.tell(what));
  let state: EngineState["state"] = "starting";
  const tell = () => {
    mainThread.tellState({
      state,
      remedies: [],
      sequence: engine.sequence,
      at: engine.clock.now(),
      ...shownPauses(engine),
    });
  };
  const beat = setInterval(tell, BEAT_MS);
  mainThread.serve({
    session,
    importFiles: (files) => void importUnasked(files, engine, actor, logger),
    use: (settings) => inForce.change(settings),
    stop(deadlineMs) {
      clearInterval(beat);
      session.close();
      inForce
        .close()
        .then(() => engine.stop({ deadlineMs }))
        .catch((error: unknown) => logger.error("The engine did not stop in good order", { error }))
        .finally(() => end(logger));
    },
  });
  tell();
  await engine.start();
  state = "running";
  tell();
  inForce.begin();
  await importUnasked(data.imports, engine, actor, logger);
}
