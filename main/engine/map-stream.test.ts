import { expect, test, vi } from "vitest";
import type { Change } from "../../app/storage/storage.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

test("a fleet at rest that is read in pieces is on the map when the last piece is, though nothing changes", async () => {
  const fixture = await SessionFixture.open({ reconciling: false });
  const { storage } = fixture.engine;
  const names = ["a", "b", "c"];
  await Promise.all(names.map((name) => fixture.call("resources.create", cluster(name))));
  const stored: Change[] = [];
  const stop = storage.watch({ since: 0 }, (change) => stored.push(change));
  await fixture.clock.advance(5_000);
  stop();
  // The reading of what is stored, in the test's own time: a real one is as slow as the fleet is large.
  const watch = vi.spyOn(storage, "watch").mockReturnValueOnce(() => {});
  const map = await fixture.follow("map", { unfolded: [] });
  const read = watch.mock.lastCall?.[1];
  for (const [index, change] of stored.entries()) {
    read?.(change);
    await fixture.clock.advance(1_000);
    expect(map.last().nodes).toHaveLength(index + 1);
  }
  expect(stored).toHaveLength(names.length);
});

function cluster(name: string) {
  return { kind: "Cluster", metadata: { name }, spec: {} };
}
