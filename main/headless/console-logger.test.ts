import { expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { ConsoleLogger } from "./console-logger.ts";

test("people are told of warnings and errors, five a second, and how many more there were; the file gets all", async () => {
  const clock = new FakeClock();
  const printed: string[] = [];
  const filed: string[] = [];
  const note = (message: string): void => void filed.push(message);
  const file = { debug: note, info: note, warn: note, error: note };
  const logger = new ConsoleLogger(file, (line) => printed.push(line), clock);
  logger.info("something happened");
  for (let n = 1; n <= 8; n++) logger.error(`failure ${n}`);
  expect(printed).toEqual([1, 2, 3, 4, 5].map((n) => `Error: failure ${n}`));
  await clock.advance(1_000);
  logger.warn("hm");
  expect(printed.slice(5)).toEqual(["... and 3 more like these; all of them are in the log file", "Warning: hm"]);
  expect(filed).toHaveLength(10);
});
