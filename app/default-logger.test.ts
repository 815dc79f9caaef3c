import { afterEach, expect, test, vi } from "vitest";
import { newDefaultLogger } from "./default-logger.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

function printed(act: () => void): string {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  act();
  return write.mock.calls.map(([chunk]) => String(chunk)).join("");
}

test("each message is one line on standard output with its level before it", () => {
  const logger = newDefaultLogger();
  expect(
    printed(() => {
      logger.info("Registered reconciler for Device");
      logger.warn("slow");
      logger.error("broken", { error: new Error("x") });
      logger.debug("detail");
    }),
  ).toBe("[INFO] Registered reconciler for Device\n[WARN] slow\n[ERROR] broken\n[DEBUG] detail\n");
});

test("a message of several lines stays one line", () => {
  expect(printed(() => newDefaultLogger().info("one\r\n[INFO] two"))).toBe("[INFO] one | [INFO] two\n");
});

test("what is no text is printed all the same", () => {
  expect(printed(() => Reflect.apply(newDefaultLogger().info, undefined, [undefined]))).toBe("[INFO] undefined\n");
});
