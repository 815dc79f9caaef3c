import { expect, test } from "vitest";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import { deletionReach } from "./deletion-reach.ts";

async function fleet(owners: Record<string, readonly string[]>): Promise<InMemoryStorage> {
  const storage = new InMemoryStorage();
  for (const [uid, owning] of Object.entries(owners)) {
    const ownerReferences = owning.map((owner) => ({ kind: "Device", uid: owner }));
    await storage.create({ kind: "Device", metadata: { uid, name: uid, ownerReferences }, spec: {} });
  }
  return storage;
}

const a = [{ kind: "Device", uid: "a" }];

test("what it owns goes with it, and what that owns", async () => {
  const storage = await fleet({ a: [], b: ["a"], c: ["b"], d: [] });
  expect(await deletionReach(a, storage)).toEqual({ going: 2, names: ["b", "c"], staying: 0 });
});

test("what has another owner stays, unless that goes too", async () => {
  const storage = await fleet({ a: [], other: [], b: ["a"], shared: ["a", "other"], both: ["a", "b"] });
  expect(await deletionReach(a, storage)).toMatchObject({ going: 2, staying: 1 });
  const two = [...a, { kind: "Device", uid: "other" }];
  expect(await deletionReach(two, storage)).toMatchObject({ going: 3, staying: 0 });
});

test("an owner that is gone already holds nothing", async () => {
  const storage = await fleet({ a: [], b: ["a", "no-such"] });
  expect(await deletionReach(a, storage)).toMatchObject({ going: 1, staying: 0 });
});
