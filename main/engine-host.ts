import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Clock, TimerHandle } from "../app/clock.ts";
import { EngineError } from "../app/errors.ts";
import { Listeners } from "../app/listeners.ts";
import type { Logger } from "../app/logger.ts";
import type { CallError, Envelope } from "../shared/contract.ts";
import type { Happening } from "../shared/notice.ts";
import type { EngineSettings } from "../shared/preferences.ts";
import type { EngineCall, EngineStream } from "./contract/division.ts";
import type { StreamPort } from "./contract/stream-port.ts";
import { CrashLog } from "./crash-log.ts";
import type { EngineState, FromEngine, HostAnswer, HostQuestion, ToEngine } from "./engine-messages.ts";

/** The engine's thread as its host sees it; a `Worker` of Node is one. */
export interface EngineThread {
  postMessage(message: ToEngine, transfer?: readonly MessagePort[]): void;
  on(event: "message", listener: (message: FromEngine) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
  terminate(): Promise<number>;
}

export interface EngineHostOptions {
  /** Starts a thread that opens the engine; `isFirst` for the first one of this process. */
  startThread(options: { isFirst: boolean; restoreBackup: boolean }): EngineThread;
  /** Something happened that the user may want to know. */
  onHappening(happening: Happening): void;
  /** Asks the user. */
  ask(question: HostQuestion): Promise<HostAnswer>;
  clock: Clock;
  logger: Logger;
}

/** Beyond the engine's own deadline, for its last words. */
const STOP_GRACE_MS = 2_000;

/**
 * The main thread's side of the engine: starts its thread, hands calls and streams on to it, and knows how it is, also when
 * it is not there.
 */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #listeners = new Listeners();
  /** What to do with the replies that are still to come. */
  readonly #calls = new Map<number, (envelope: string) => void>();
  readonly #crashes = new CrashLog();
  #thread: EngineThread | undefined;
  #restartTimer: TimerHandle;
  #isFirst = true;
  #restarting = false;
  /** Those that a person wanted, one after the other. */
  #restarts: Promise<void> = Promise.resolve();
  /** It failed, and nobody was told that it runs again. */
  #isTroubled = false;
  #lastCall = 0;
  #state: EngineState;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    const now = options.clock.now();
    this.#state = { state: "stopped", remedies: [], startedAt: now, sequence: 0, at: now, paused: [] };
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Calls back after each change of `state` until the returned function is called. */
  onState(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Starts the engine, unless it is there. `onState` tells how it went. */
  start({ restoreBackup = false } = {}): void {
    if (this.#thread !== undefined) return;
    this.#options.clock.clearTimeout(this.#restartTimer);
    const thread = this.#options.startThread({ isFirst: this.#isFirst, restoreBackup });
    this.#isFirst = false;
    this.#thread = thread;
    this.#setState({ state: "starting", remedies: [], startedAt: this.#options.clock.now() });
    thread.on("message", (message) => this.#receive(thread, message));
    thread.on("error", (error) => this.#options.logger.error("The engine's thread failed", { error }));
    thread.on("exit", (code) => this.#ended(code));
  }

  /**
   * Ends the thread as it is and starts another one, because a person wants it.
   * @throws {EngineError} `Conflict` when the backup is wanted of an engine that does not offer it
   */
  restart({ restoreBackup = false } = {}): Promise<void> {
    const restarted = this.#restarts.then(() => this.#restart(restoreBackup));
    this.#restarts = restarted.catch(() => undefined);
    return restarted;
  }

  async #restart(restoreBackup: boolean): Promise<void> {
    if (restoreBackup && !this.#state.remedies.includes("engine.restoreBackup")) {
      throw new EngineError("Conflict", "The data can be read, so no backup takes its place.");
    }
    this.#crashes.forget();
    this.#restarting = true;
    await this.#thread?.terminate();
    this.#restarting = false;
    this.start({ restoreBackup });
  }

  /** Lets the engine finish what it is at and close its data, up to the deadline; resolves when its thread is gone. */
  stop(deadlineMs: number): Promise<void> {
    this.#options.clock.clearTimeout(this.#restartTimer);
    const thread = this.#thread;
    if (thread === undefined) return Promise.resolve();
    this.#setState({ state: "stopping", remedies: [] });
    return new Promise((resolve) => {
      const timer: TimerHandle = this.#options.clock.setTimeout(() => {
        this.#options.logger.warn("The engine did not stop in time and was ended", { deadlineMs });
        void thread.terminate();
      }, deadlineMs + STOP_GRACE_MS);
      thread.on("exit", () => {
        this.#options.clock.clearTimeout(timer);
        resolve();
      });
      thread.postMessage({ type: "stop", deadlineMs });
    });
  }

  /** Imports files without asking, as at the start. */
  importFiles(files: string[]): void {
    if (files.length > 0) this.#thread?.postMessage({ type: "import", files });
  }

  /** The user chose otherwise. A thread that is started later has it from its beginning. */
  use(settings: EngineSettings): void {
    this.#thread?.postMessage({ type: "settings", settings });
  }

  /** @returns an `Envelope` as JSON. */
  call(name: EngineCall, request: string, window: number): Promise<string> {
    const thread = this.#thread;
    if (thread === undefined) return Promise.resolve(refusal(this.#away()));
    this.#lastCall += 1;
    const id = this.#lastCall;
    return new Promise((resolve) => {
      this.#calls.set(id, resolve);
      thread.postMessage({ type: "call", id, window, name, request });
    });
  }

  /** Connects a window's end of a stream with the engine. */
  open(name: EngineStream, request: string, window: number, port: StreamPort): void {
    const thread = this.#thread;
    if (thread === undefined) {
      port.send({ end: JSON.stringify(this.#away()) });
      port.close();
      return;
    }
    const { port1, port2 } = new MessageChannel();
    let ended = false;
    port1.on("message", (signal: { message: string } | { end: string }) => {
      ended = "end" in signal;
      port.send(signal);
    });
    port1.once("close", () => {
      if (!ended) port.send({ end: JSON.stringify(this.#away()) });
      port.close();
    });
    port.receive(
      () => port1.postMessage("painted"),
      () => {
        ended = true;
        port1.close();
      },
    );
    thread.postMessage({ type: "open", window, name, request, port: port2 }, [port2]);
  }

  #receive(thread: EngineThread, message: FromEngine): void {
    switch (message.type) {
      case "reply":
        this.#calls.get(message.id)?.(message.envelope);
        this.#calls.delete(message.id);
        break;
      case "state":
        // Its last words may come after it was told to stop.
        if (this.#state.state !== "stopping") this.#setState(message.state);
        break;
      case "happened":
        this.#options.onHappening(message.happening);
        break;
      case "ask":
        void this.#answer(thread, message.id, message.question);
        break;
    }
  }

  async #answer(thread: EngineThread, id: number, question: HostQuestion): Promise<void> {
    const answer = await this.#options.ask(question).catch((error: unknown): HostAnswer => {
      this.#options.logger.error("A dialog failed", { error });
      return [];
    });
    thread.postMessage({ type: "answer", id, answer });
  }

  #ended(code: number): void {
    this.#thread = undefined;
    if (this.#state.state === "stopping") this.#setState({ state: "stopped", remedies: [] });
    else if (this.#restarting) this.#setState({ state: "stopped", remedies: [] });
    else if (this.#state.state !== "failed") this.#crashed(code);
    const envelope = refusal(this.#away());
    for (const resolve of this.#calls.values()) resolve(envelope);
    this.#calls.clear();
  }

  /** Starts again by itself, unless that has not helped for a while. */
  #crashed(code: number): void {
    const { clock, logger } = this.#options;
    const delayMs = this.#crashes.crashed(clock.now());
    logger.error("The engine's thread ended unexpectedly", { code, restartsInMs: delayMs });
    const problem = `The engine ended unexpectedly (code ${code}). What was saved is safe; its log in the data folder says more.`;
    const remedies: EngineState["remedies"] = ["engine.restart", "app.openDataFolder"];
    if (delayMs === undefined) {
      this.#setState({
        state: "failed",
        problem: `${problem} It did so again and again, so it is not started by itself any more.`,
        remedies,
      });
      return;
    }
    this.#setState({ state: "failed", problem, remedies, restartsAt: clock.now() + delayMs });
    this.#restartTimer = clock.setTimeout(() => this.start(), delayMs);
  }

  #setState(change: Partial<EngineState> & Pick<EngineState, "state" | "remedies">): void {
    const { problem: _problem, restartsAt: _restart, ...known } = this.#state;
    const before = this.#state.state;
    this.#state = { ...known, at: this.#options.clock.now(), ...change };
    this.#tellOf(before, this.#state);
    this.#listeners.tell();
  }

  #tellOf(before: EngineState["state"], { state, problem, restartsAt }: EngineState): void {
    if (state === "running" && this.#isTroubled) {
      this.#isTroubled = false;
      this.#options.onHappening({ type: "engine-back" });
    }
    if (state !== "failed" || before === "failed") return;
    this.#isTroubled = true;
    const type = restartsAt === undefined ? "engine-failed" : "engine-crashed";
    this.#options.onHappening({ type, ...(problem !== undefined && { problem }) });
  }

  /** What a window is told that asks for an engine that is not there. */
  #away(): CallError {
    return { code: "Unavailable", message: this.#state.problem ?? "The engine is not running." };
  }
}

function refusal(error: CallError): string {
  return JSON.stringify({ ok: false, error } satisfies Envelope);
}
