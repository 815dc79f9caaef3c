import { expect, test } from "vitest";
import { device } from "../testing/device-draft.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

test.each([0, 100, 300, 500, 700, 900, 990])(
  "a view that a change elsewhere leaves as it is, right after it was shown, is known as up to date soon: shown at %i ms",
  async (shownAt) => {
    const fixture = await SessionFixture.open({ reconciling: false });
    const table = await fixture.follow("table", { kind: "Device", limit: 50 });
    const clusters = await fixture.follow("table", { kind: "Cluster", limit: 50 });
    await fixture.clock.advance(5_000 + shownAt);
    await fixture.call("resources.create", device("pump"));
    await fixture.clock.advance(60);
    expect(table.last().rows).toHaveLength(1);
    await fixture.call("resources.create", { kind: "Cluster", metadata: { name: "c" }, spec: {} });
    await fixture.clock.advance(3_000);
    for (const view of [table, clusters]) expect(view.last().sequence).toBe(fixture.engine.sequence);
    const { length } = table.messages();
    await fixture.clock.advance(60_000);
    expect(table.messages()).toHaveLength(length);
  },
);
