import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { preferences } from "../../shared/preferences.ts";
import type { StreamPort } from "../contract/stream-port.ts";
import { FakeWindow } from "../testing/fake-window.ts";
import { silentLogger } from "../testing/silent-logger.ts";
import { Gate } from "./gate.ts";
import type { SenderEvent } from "./sender.ts";

const ourPage = { url: "app://fabrica/index.html#/queue", parent: null };
const ours: SenderEvent = { sender: { id: 1 }, senderFrame: ourPage };

let reached: unknown[];
let answer: (envelope: string) => void;
let clock: FakeClock;
let gate: Gate;

function unexpected(): never {
  throw new Error("not part of this test");
}

beforeEach(() => {
  reached = [];
  clock = new FakeClock();
  gate = new Gate({
    isOurWindow: (id) => id === 1,
    calls: {
      "app.info": () => ({ version: "1", dataDir: "/d", platform: "linux", electron: "33", actor: "ada" }),
      "app.openDataFolder": () => Promise.reject(new Error("secret detail")),
      "engine.restart": unexpected,
      "engine.restoreBackup": unexpected,
      "notices.clear": unexpected,
      "notices.markRead": unexpected,
      "windows.open": unexpected,
      "windows.reportDrafts": unexpected,
      "preferences.get": unexpected,
      "views.save": unexpected,
      "views.delete": unexpected,
      "views.setDefault": unexpected,
      "views.arrange": unexpected,
      "preferences.set": (change) => preferences.parse(change),
    },
    streams: {
      engine: () => ({
        next: () => ({ state: "running", remedies: [], startedAt: 0, sequence: 7, at: 0, paused: [] }),
        close: () => {},
      }),
      commands: unexpected,
      preferences: unexpected,
      views: unexpected,
      notices: unexpected,
    },
    engine: {
      call(name, request, window) {
        reached.push({ name, request, window });
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      open(name: string, request: string, window: number, port: StreamPort) {
        reached.push({ name, request, window });
        port.receive(
          () => {},
          () => {},
        );
      },
    },
    clock,
    logger: silentLogger,
  });
});

async function call(name: unknown, request: unknown, event = ours): Promise<unknown> {
  return JSON.parse(await gate.call(event, name, request));
}

function open(name: unknown, request: unknown, event = ours): FakeWindow {
  const window = new FakeWindow();
  gate.open(event, [name, request], window.port);
  return window;
}

test("a call of our own page reaches the engine as it is, and the answer comes back as it is", async () => {
  const reply = gate.call(ours, "resources.get", '{"kind":"Device","uid":"d"}');
  expect(reached).toEqual([{ name: "resources.get", request: '{"kind":"Device","uid":"d"}', window: 1 }]);
  answer("any text");
  expect(await reply).toBe("any text");
});

test("the files that a window imports at once are bounded by their size", async () => {
  const large = "x".repeat(150 * 1024 * 1024);
  const first = gate.call(ours, "import.preview", large);
  expect(await call("import.preview", large)).toMatchObject({ ok: false, error: { code: "Unavailable" } });
  answer("done");
  await first;
  const again = gate.call(ours, "import.preview", large);
  answer("done again");
  expect(await again).toBe("done again");
});

test("what the main process knows itself is answered without an engine", async () => {
  expect(await call("app.info", "{}")).toMatchObject({ ok: true, value: { dataDir: "/d" } });
  const window = open("engine", "{}");
  await clock.advance(0);
  expect(window.messages).toMatchObject([{ state: "running", sequence: 7 }]);
  expect(reached).toEqual([]);
});

const strangers: [string, SenderEvent][] = [
  ["a page that is not in one of our windows", { sender: { id: 2 }, senderFrame: ourPage }],
  ["a frame within a page", { sender: { id: 1 }, senderFrame: { ...ourPage, parent: {} } }],
  ["a page from elsewhere", { sender: { id: 1 }, senderFrame: { url: "https://evil.example/", parent: null } }],
  ["a page of another host", { sender: { id: 1 }, senderFrame: { url: "app://evil/index.html", parent: null } }],
  ["a page that is blank", { sender: { id: 1 }, senderFrame: { url: "about:blank", parent: null } }],
  ["a frame that is gone", { sender: { id: 1 }, senderFrame: null }],
];

test.each(strangers)("%s gets no answer", async (_who, event) => {
  await expect(gate.call(event, "app.info", "{}")).rejects.toThrow("Refused.");
  const window = open("engine", "{}", event);
  await clock.advance(100);
  expect(window).toMatchObject({ closed: true, messages: [], ended: undefined });
  expect(reached).toEqual([]);
});

test.each(["nope", "toString", "__proto__", "constructor", "engine", ""])(
  "a call named %j is refused",
  async (name) => {
    expect(await call(name, "{}")).toMatchObject({ ok: false, error: { code: "Invalid" } });
    expect(reached).toEqual([]);
  },
);

test.each(["nope", "toString", "__proto__", "kinds.list"])("a stream named %j is refused", (name) => {
  expect(open(name, "{}")).toMatchObject({ closed: true, ended: { code: "Invalid" } });
  expect(reached).toEqual([]);
});

test.each([[undefined], [null], [1], [{}], [["{}"]]])(
  "a request that is %j instead of text is refused",
  async (request) => {
    expect(await call("kinds.list", request)).toMatchObject({ ok: false, error: { code: "Invalid" } });
    expect(open("table", request)).toMatchObject({ closed: true, ended: { code: "Invalid" } });
    expect(reached).toEqual([]);
  },
);

test("a body that is no pair is refused", () => {
  const window = new FakeWindow();
  gate.open(ours, { 0: "engine", 1: "{}" }, window.port);
  expect(window.ended).toMatchObject({ code: "Invalid" });
});

test("a request over the size that its name allows is refused unread", async () => {
  const large = `"${"x".repeat(2 * 1024 * 1024)}"`;
  expect(await call("resources.create", large)).toMatchObject({ ok: false, error: { code: "Invalid" } });
  expect(open("table", large).ended).toMatchObject({ code: "Invalid" });
  expect(reached).toEqual([]);
  void gate.call(ours, "import.preview", large);
  expect(reached).toHaveLength(1);
});

test.each(["", "{", "[]", '{"theme":"pink"}', '{"theme":7}'])(
  "the main process refuses %j for its own calls",
  async (request) => {
    expect(await call("preferences.set", request)).toMatchObject({ ok: false, error: { code: "Invalid" } });
  },
);

test("an unexpected error is told without its details", async () => {
  const reply = await call("app.openDataFolder", "{}");
  expect(reply).toMatchObject({ ok: false, error: { code: "Internal" } });
  expect(JSON.stringify(reply)).not.toContain("secret");
});

test("a window may have so many calls under way and no more, until some are answered", async () => {
  for (let n = 0; n < 256; n++) void gate.call(ours, "kinds.list", "{}");
  expect(await call("kinds.list", "{}")).toMatchObject({ ok: false, error: { code: "Unavailable" } });
  answer("{}");
  await new Promise(setImmediate);
  void gate.call(ours, "kinds.list", "{}");
  expect(reached).toHaveLength(257);
});

test("a window may have so many streams open and no more, until some are closed", () => {
  const windows = Array.from({ length: 64 }, () => open("table", "{}"));
  expect(open("table", "{}").ended).toMatchObject({ code: "Unavailable" });
  windows[0]?.close();
  expect(open("table", "{}").ended).toBeUndefined();
});
