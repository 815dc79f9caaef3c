import { EventEmitter } from "node:events";
import { type MessagePort, Worker } from "node:worker_threads";
import { beforeEach, expect, test, vi } from "vitest";
import { FakeClock } from "../app/fake-clock.ts";
import type { Happening } from "../shared/notice.ts";
import { EngineHost } from "./engine-host.ts";
import type { FromEngine, OwnState, ToEngine } from "./engine-messages.ts";
import { FakeWindow } from "./testing/fake-window.ts";
import { silentLogger } from "./testing/silent-logger.ts";

/** Takes what it is sent and answers nothing; ends when it is told to stop, and dies when it is asked for kinds. */
const silentThread = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (message) => {
    if (message.type === "stop") process.exit(0);
    if (message.name === "kinds.list") throw new Error("out of memory");
  });
`;

class FakeThread extends EventEmitter {
  readonly received: ToEngine[] = [];

  postMessage(message: ToEngine): void {
    this.received.push(message);
  }

  send(message: FromEngine): void {
    this.emit("message", message);
  }

  terminate(): Promise<number> {
    this.emit("exit", 1);
    return Promise.resolve(1);
  }
}

const running: OwnState = { state: "running", remedies: [], sequence: 5, at: 1, paused: [] };

let clock: FakeClock;
let threads: FakeThread[];
let startedWith: { isFirst: boolean; restoreBackup: boolean }[];
let host: EngineHost;
let states: string[];
let happenings: Happening[];

beforeEach(() => {
  clock = new FakeClock();
  threads = [];
  startedWith = [];
  states = [];
  happenings = [];
  host = new EngineHost({
    startThread(options) {
      startedWith.push(options);
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    onHappening: (happening) => happenings.push(happening),
    ask: ({ ask }) => Promise.resolve([`/chosen/for/${ask}`]),
    clock,
    logger: silentLogger,
  });
  host.onState(() => states.push(host.state.state));
  host.start();
});

function thread(): FakeThread {
  const last = threads.at(-1);
  if (last === undefined) throw new Error("no thread was started");
  return last;
}

/** The engine's end of the stream that was opened last. */
function enginePort(): MessagePort {
  const opened = thread().received.findLast((message) => message.type === "open");
  if (opened === undefined) throw new Error("no stream was opened");
  return opened.port;
}

test("calls are answered by the thread, each with its own reply", async () => {
  const replies = Promise.all([host.call("kinds.list", "{}", 1), host.call("resources.get", "{}", 1)]);
  const ids = thread().received.flatMap((message) => (message.type === "call" ? [message.id] : []));
  for (const id of ids.toReversed()) thread().send({ type: "reply", id, envelope: `reply ${id}` });
  expect(await replies).toEqual(ids.map((id) => `reply ${id}`));
});

test("a stream's messages pass both ways until the window closes it", async () => {
  const window = new FakeWindow();
  host.open("table", "{}", 1, window.port);
  const port = enginePort();
  const painted = vi.fn<() => void>();
  const closed = vi.fn<() => void>();
  port.on("message", painted).on("close", closed);
  port.postMessage({ message: '{"n":1}' });
  await vi.waitFor(() => expect(window.messages).toEqual([{ n: 1 }]));
  window.paint();
  await vi.waitFor(() => expect(painted).toHaveBeenCalledOnce());
  window.close();
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
});

test("a stream that the engine ends tells the window why, once", async () => {
  const window = new FakeWindow();
  host.open("table", "{}", 1, window.port);
  enginePort().postMessage({ end: '{"code":"Invalid","message":"no"}' });
  enginePort().close();
  await vi.waitFor(() => expect(window.closed).toBe(true));
  expect(window.ended).toEqual({ code: "Invalid", message: "no" });
});

test("when the thread dies, whatever waits for it is told, and the state says what to do", async () => {
  thread().send({ type: "state", state: running });
  const window = new FakeWindow();
  host.open("table", "{}", 1, window.port);
  const reply = host.call("kinds.list", "{}", 1);
  // What Node does to the ports of a thread that is gone.
  enginePort().close();
  thread().emit("error", new Error("out of memory"));
  thread().emit("exit", 1);
  expect(JSON.parse(await reply)).toMatchObject({ ok: false, error: { code: "Unavailable" } });
  await vi.waitFor(() => expect(window.ended).toMatchObject({ code: "Unavailable" }));
  expect(host.state).toMatchObject({
    state: "failed",
    remedies: ["engine.restart", "app.openDataFolder"],
    sequence: 5,
  });
});

test("an engine that crashed is started again by itself, each time a little later, and says when", async () => {
  for (const delayMs of [1_000, 2_000, 4_000]) {
    thread().send({ type: "state", state: running });
    thread().emit("exit", 1);
    expect(host.state).toMatchObject({ state: "failed", restartsAt: clock.now() + delayMs });
    const before = threads.length;
    await clock.advance(delayMs - 1);
    expect(threads).toHaveLength(before);
    await clock.advance(1);
    expect(threads).toHaveLength(before + 1);
    expect(host.state.state).toBe("starting");
    expect(host.state.restartsAt).toBeUndefined();
  }
});

test("an engine that crashes again and again is left alone until a person starts it", async () => {
  for (let crash = 1; crash <= 6; crash++) {
    thread().emit("exit", 1);
    await clock.advance(16_000);
  }
  expect(threads).toHaveLength(6);
  expect(host.state).toMatchObject({ state: "failed", remedies: ["engine.restart", "app.openDataFolder"] });
  expect(host.state.restartsAt).toBeUndefined();
  expect(host.state.problem).toContain("again and again");
  await clock.advance(600_000);
  expect(threads).toHaveLength(6);

  await host.restart();
  thread().emit("exit", 1);
  expect(host.state.restartsAt).toBe(clock.now() + 1_000);
});

test("each engine says when it was started, whatever its thread tells", async () => {
  const first = clock.now();
  thread().send({ type: "state", state: running });
  expect(host.state.startedAt).toBe(first);
  await clock.advance(5_000);
  await host.restart();
  thread().send({ type: "state", state: running });
  expect(host.state.startedAt).toBe(first + 5_000);
});

test("a backup takes the place of the data only where that is offered, and once", async () => {
  thread().send({ type: "state", state: running });
  const before = threads.length;
  await expect(host.restart({ restoreBackup: true })).rejects.toMatchObject({ code: "Conflict" });
  expect(threads).toHaveLength(before);

  thread().send({ type: "state", state: { ...running, state: "failed", remedies: ["engine.restoreBackup"] } });
  const [restored, again] = await Promise.allSettled([
    host.restart({ restoreBackup: true }),
    host.restart({ restoreBackup: true }),
  ]);
  expect([restored.status, again.status]).toEqual(["fulfilled", "rejected"]);
  expect(startedWith.slice(before)).toEqual([{ isFirst: false, restoreBackup: true }]);
});

test("the user is told of a crash, and once the engine is back", () => {
  thread().send({ type: "state", state: running });
  expect(happenings).toEqual([]);
  thread().emit("exit", 1);
  expect(happenings).toMatchObject([{ type: "engine-crashed" }]);
  host.start();
  thread().send({ type: "state", state: running });
  thread().send({ type: "state", state: running });
  expect(happenings).toMatchObject([{ type: "engine-crashed" }, { type: "engine-back" }]);
});

test("a person who does not wait for the restart gets one engine, not two", async () => {
  thread().emit("exit", 1);
  await host.restart();
  await clock.advance(60_000);
  expect(threads).toHaveLength(2);
});

test("an engine that said why it cannot start is not started again by itself", async () => {
  thread().send({ type: "state", state: { ...running, state: "failed", problem: "The data is locked." } });
  thread().emit("exit", 0);
  await clock.advance(600_000);
  expect(threads).toHaveLength(1);
});

test("nothing is started any more once the application quits", async () => {
  thread().emit("exit", 1);
  await host.stop(1_000);
  await clock.advance(60_000);
  expect(threads).toHaveLength(1);
});

test("an engine that failed answers nothing, until it is started again", async () => {
  thread().send({ type: "state", state: { ...running, state: "failed", problem: "The data is locked." } });
  thread().emit("exit", 0);
  expect(host.state.problem).toBe("The data is locked.");
  expect(JSON.parse(await host.call("kinds.list", "{}", 1))).toMatchObject({
    error: { code: "Unavailable", message: "The data is locked." },
  });
  const window = new FakeWindow();
  host.open("table", "{}", 1, window.port);
  expect(window).toMatchObject({ closed: true, ended: { code: "Unavailable", message: "The data is locked." } });

  await host.restart();
  expect(threads).toHaveLength(2);
  expect(host.state).toMatchObject({ state: "starting" });
  expect(host.state.problem).toBeUndefined();
});

test("to restart ends the thread that is there and starts one other", async () => {
  await host.restart();
  expect(threads).toHaveLength(2);
  thread().send({ type: "state", state: running });
  expect(host.state.state).toBe("running");
});

test("to stop lets the thread end by itself", async () => {
  thread().send({ type: "state", state: running });
  const stopped = host.stop(5_000);
  expect(thread().received).toEqual([{ type: "stop", deadlineMs: 5_000 }]);
  thread().send({ type: "state", state: running });
  thread().emit("exit", 0);
  await stopped;
  expect(states).toEqual(["starting", "running", "stopping", "stopped"]);
});

test("a thread that does not end in time is ended", async () => {
  const stopped = host.stop(5_000);
  await clock.advance(6_999);
  expect(host.state.state).toBe("stopping");
  await clock.advance(1);
  await stopped;
  expect(host.state.state).toBe("stopped");
});

test("what the engine asks the user is asked, and answered", async () => {
  thread().send({ type: "ask", id: 3, question: { ask: "import-files", window: 1 } });
  await vi.waitFor(() =>
    expect(thread().received).toEqual([{ type: "answer", id: 3, answer: ["/chosen/for/import-files"] }]),
  );
});

test("what waits for a real thread is told when that dies, received by it or not", async () => {
  const real = new EngineHost({
    startThread: () => new Worker(silentThread, { eval: true, stderr: true }),
    onHappening: () => {},
    ask: () => Promise.resolve([]),
    clock,
    logger: silentLogger,
  });
  real.start();
  const window = new FakeWindow();
  real.open("table", "{}", 1, window.port);
  const [deadly, waiting] = [real.call("kinds.list", "{}", 1), real.call("resources.get", "{}", 1)];
  const late = new FakeWindow();
  real.open("queue", "{}", 1, late.port);
  for (const envelope of [await deadly, await waiting]) {
    expect(JSON.parse(envelope)).toMatchObject({ ok: false, error: { code: "Unavailable" } });
  }
  await vi.waitFor(() => {
    expect(window.ended).toMatchObject({ code: "Unavailable" });
    expect(late.ended).toMatchObject({ code: "Unavailable" });
  });
  expect(real.state).toMatchObject({ state: "failed" });
  await real.restart();
  await real.stop(1_000);
  expect(real.state.state).toBe("stopped");
});
