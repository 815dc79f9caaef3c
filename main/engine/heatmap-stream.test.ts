import { beforeEach, expect, test } from "vitest";
import type { StreamMessage } from "../../shared/contract.ts";
import { MAX_CELLS } from "../../shared/heat.ts";
import { type Followed, SessionFixture } from "../testing/session-fixture.ts";

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await SessionFixture.open({ reconciling: false });
});

function node(name: string, xname: string, labels: Record<string, string> = {}) {
  return fixture.call("resources.create", { kind: "Node", metadata: { name, labels }, spec: { xname } });
}

/** Lets the index read what is stored, a turn of the event loop at a time, and the stream look. */
async function settle(followed: Followed<"heatmap">, isThere: (message: StreamMessage<"heatmap">) => boolean) {
  for (let turn = 0; turn < 50 && !followed.messages().some(isThere); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    await fixture.clock.advance(1_000);
  }
  expect(followed.messages().some(isThere)).toBe(true);
}

test("machines are told of by the rack of their label, else of their xname", async () => {
  await node("a", "x1000c0s0b0n0");
  await node("b", "x1000c0s1b0n0", { rack: "r7" });
  const heat = await fixture.follow("heatmap", { kind: "Node", mode: "readiness" });
  await settle(heat, ({ machines }) => machines === 2);
  const told = heat.messages();
  expect(told[0]?.whole).toBe(true);
  expect(told.flatMap(({ racks }) => racks)).toEqual(
    expect.arrayContaining([
      { name: "x1000", levels: [0, 0, 0, 0, 1] },
      { name: "r7", levels: [0, 0, 0, 0, 1] },
    ]),
  );
  expect(told.flatMap(({ cells }) => cells).map(({ name, rack }) => [name, rack])).toEqual(
    expect.arrayContaining([
      ["a", "x1000"],
      ["b", "r7"],
    ]),
  );
});

test("after the first message it tells only what differs", async () => {
  const [first, second] = [await node("a", "x1000c0s0b0n0"), await node("b", "x1001c0s0b0n0")];
  const heat = await fixture.follow("heatmap", { kind: "Node", mode: "readiness" });
  await settle(heat, ({ machines }) => machines === 2);
  await fixture.clock.advance(1_000);
  const before = heat.messages().length;
  await fixture.engine.storage.updateStatus({
    ...first,
    status: { observedGeneration: 1, conditions: [conditionReady(first.metadata.createdAt)] },
  });
  await settle(heat, ({ cells }) => cells.some(({ level }) => level === 0));
  const later = heat.messages().slice(before);
  expect(later.flatMap(({ cells }) => cells).map(({ uid }) => uid)).toEqual([first.metadata.uid]);
  expect(later.flatMap(({ racks }) => racks)).toEqual([{ name: "x1000", levels: [1, 0, 0, 0, 0] }]);

  await fixture.call("resources.delete", { kind: "Node", uid: second.metadata.uid, propagation: "background" });
  await settle(heat, ({ goneCells }) => goneCells.length > 0);
  expect(heat.messages().find(({ goneCells }) => goneCells.length > 0)).toMatchObject({
    goneCells: [second.metadata.uid],
    goneRacks: ["x1001"],
    machines: 1,
  });
});

test("of a large fleet the machines of the chosen rack alone are told", async () => {
  const drafts = Array.from({ length: MAX_CELLS + 1 }, (_, index) => ({
    kind: "Node",
    metadata: { name: `n${index}`, labels: { rack: `r${index % 2}` } },
    spec: { xname: "x1c0s0b0n0" },
  }));
  await Promise.all(drafts.map((draft) => fixture.engine.client.create(draft)));
  const heat = await fixture.follow("heatmap", { kind: "Node", mode: "drift", rack: "r1" });
  await settle(heat, ({ machines }) => machines === MAX_CELLS + 1);
  await fixture.clock.advance(2_000);
  const shown = new Map<string, string>();
  for (const { cells, goneCells } of heat.messages()) {
    for (const { uid, rack } of cells) shown.set(uid, rack);
    for (const uid of goneCells) shown.delete(uid);
  }
  expect(new Set(shown.values())).toEqual(new Set(["r1"]));
  expect(shown.size).toBe(MAX_CELLS / 2);
  // Not before the first pass over all of them is through.
  expect(heat.messages().map(({ machines }) => machines)).not.toContainEqual(expect.toSatisfy((n) => n <= MAX_CELLS));
});

test("a kind that there is not is refused", async () => {
  const heat = await fixture.follow("heatmap", { kind: "Toaster", mode: "lag" });
  expect(heat.window.ended).toMatchObject({ code: "Invalid" });
});

function conditionReady(at: string) {
  return { type: "Ready", status: "True" as const, reason: "NodeOn", message: "", lastTransitionTime: at };
}
