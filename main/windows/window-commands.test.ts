import { expect, test } from "vitest";
import { WindowCommands } from "./window-commands.ts";

function listen(commands: WindowCommands, window: number) {
  const heard: unknown[] = [];
  let wakes = 0;
  const source = commands.source(window, () => {
    wakes += 1;
  });
  return { heard, next: () => source.next(), close: () => source.close(), wakes: () => wakes };
}

test("commands reach the window that they are for, each once and in order", () => {
  const commands = new WindowCommands();
  const window = listen(commands, 1);
  commands.send(1, { command: "import" });
  commands.send(2, { command: "export" });
  commands.send(1, { command: "import" });
  expect(window.wakes()).toBe(2);
  expect([window.next(), window.next(), window.next()]).toEqual([
    { command: "import" },
    { command: "import" },
    undefined,
  ]);
});

test("what was asked before the window listened waits for it, the newest sixteen", () => {
  const commands = new WindowCommands();
  for (let n = 0; n < 20; n++) commands.send(1, { command: "notice", text: String(n) });
  const window = listen(commands, 1);
  expect(window.next()).toEqual({ command: "notice", text: "4" });
  expect(window.wakes()).toBe(1);
});

test("a window that has closed its stream is not woken, and one that is gone is forgotten", () => {
  const commands = new WindowCommands();
  const window = listen(commands, 1);
  window.close();
  commands.send(1, { command: "import" });
  expect(window.wakes()).toBe(0);
  commands.forget(1);
  expect(listen(commands, 1).next()).toBeUndefined();
});
