import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { setCondition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import { wakeOwners } from "./wake-owners.ts";

class Fleet {
  readonly clock = new FakeClock(1_000_000);
  readonly storage = new InMemoryStorage({ clock: this.clock });
  readonly woken: string[] = [];
  readonly stop = wakeOwners(this.storage, { owner: "Cluster", dependent: "Node" }, (uid, delayMs, why) => {
    this.woken.push(`${uid} in ${delayMs} ms: ${why}`);
  });

  async node(uid: string, owner = "c"): Promise<Resource> {
    return this.storage.create({
      kind: "Node",
      metadata: { uid, name: uid, ownerReferences: [{ kind: "Cluster", uid: owner }] },
      spec: {},
    });
  }

  /** Until what is committed is told. */
  async settle(ms: number): Promise<string[]> {
    await this.clock.advance(ms);
    return this.woken.splice(0);
  }
}

function ready(node: Resource, status: "True" | "False"): Resource {
  setCondition(node, "Ready", status, "Because", "it is so");
  return node;
}

test("an owner is woken when a dependent becomes ready, or no longer is, or goes, but not for the rest of its status", async () => {
  const fleet = new Fleet();
  const node = await fleet.node("n");
  await fleet.settle(2_000);
  await fleet.storage.updateStatus(ready(node, "True"));
  expect(await fleet.settle(2_000)).toEqual(["c in 1000 ms: Node n is ready"]);
  await fleet.storage.updateStatus({ ...node, status: { ...Object(node.status), power: "on" } });
  expect(await fleet.settle(2_000)).toEqual([]);
  await fleet.storage.updateStatus(ready(node, "False"));
  expect(await fleet.settle(2_000)).toEqual(["c in 1000 ms: Node n is not ready"]);
  await fleet.storage.delete("Node", "n");
  expect(await fleet.settle(2_000)).toEqual(["c in 1000 ms: Node n is gone"]);
});

test("both owners are woken when a dependent goes from one to the other", async () => {
  const fleet = new Fleet();
  const node = await fleet.node("n", "a");
  await fleet.settle(2_000);
  await fleet.storage.update({
    ...node,
    metadata: { ...node.metadata, ownerReferences: [{ kind: "Cluster", uid: "b" }] },
  });
  expect((await fleet.settle(2_000)).map((line) => line.split(" ")[0]).toSorted()).toEqual(["a", "b"]);
});
