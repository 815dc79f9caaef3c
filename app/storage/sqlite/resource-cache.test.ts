import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../../fake-clock.ts";
import { created } from "../rules.ts";
import { ResourceCache, SizedRow } from "./resource-cache.ts";

function row(uid: string, textLength = 100): SizedRow {
  const draft = { kind: "Device", metadata: { uid, name: uid }, spec: {} };
  const resource = created(draft, { sequence: 1, now: "2026-01-01T00:00:00.000Z" });
  return new SizedRow({ position: 1, resource }, textLength, 0);
}

describe("a cache of rows", () => {
  let clock: FakeClock;
  let cache: ResourceCache;

  beforeEach(() => {
    clock = new FakeClock(Date.UTC(2026, 0, 1));
    cache = new ResourceCache(clock);
  });

  test("has what was used within the last second", async () => {
    const used = row("used");
    cache.set("used", used);
    await clock.advance(999);
    cache.set("other", row("other"));
    expect(cache.get("used")).toBe(used);
  });

  test("lets go of what is not asked for any more, however few the rows are", async () => {
    cache.set("unused", row("unused"));
    for (const name of ["first", "second"]) {
      await clock.advance(1_000);
      cache.set(name, row(name));
    }
    expect(cache.get("unused")).toBeUndefined();
    expect(cache.get("first")).toBeDefined();
  });

  test("keeps what is asked for again and again", async () => {
    cache.set("used", row("used"));
    for (let second = 0; second < 5; second++) {
      await clock.advance(1_000);
      cache.set(`other ${second}`, row("other"));
      expect(cache.get("used")).toBeDefined();
    }
  });

  test("lets go of the oldest when there are too many within a second", () => {
    for (let n = 0; n < 10_000; n++) cache.set(String(n), row("many"));
    expect(cache.get("0")).toBeUndefined();
    expect(cache.get("9999")).toBeDefined();
  });

  test("lets go of the oldest when they are too large", () => {
    const megabyte = 2 ** 20;
    for (let n = 0; n < 40; n++) cache.set(String(n), row("large", megabyte));
    expect(cache.get("0")).toBeUndefined();
    expect(cache.get("39")).toBeDefined();
  });

  test("has nothing of what was deleted, nor an older version of what was replaced", async () => {
    cache.set("deleted", row("deleted"));
    cache.set("replaced", row("replaced"));
    await clock.advance(1_000);
    const newer = row("replaced");
    cache.set("replaced", newer);
    cache.delete("deleted");
    expect(cache.get("deleted")).toBeUndefined();
    expect(cache.get("replaced")).toBe(newer);
  });

  test("goes on where the clock is set back", async () => {
    cache.set("unused", row("unused"));
    for (const name of ["first", "second"]) {
      clock.setTime(clock.now() - 3_600_000);
      cache.set(name, row(name));
    }
    expect(cache.get("unused")).toBeUndefined();
  });
});
