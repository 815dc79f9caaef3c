import { describe, expect, test } from "vitest";
import type { ListOptions, SortKey } from "../storage.ts";
import type { TransactionalStorage } from "../transactional-storage.ts";
import { device, namesOf, type StorageUnderTest } from "./fixtures.ts";

export function describeLists(under: StorageUnderTest): void {
  describe("list", () => {
    test("gives the resources of a kind in order of creation", async () => {
      const storage = under.open();
      await createNamed(storage, "c", "a", "b");
      await storage.create({ kind: "Cluster", spec: {} });
      const a = (await storage.list("Device"))[1];
      if (a !== undefined) await storage.update(a);
      expect(namesOf(await storage.list("Device"))).toEqual(["c", "a", "b"]);
      expect(await storage.list("Nothing")).toEqual([]);
    });

    test.each([
      ["rack=r1", ["a", "b"]],
      ["rack==r1,tier=web", ["a"]],
      ["rack!=r1", ["c", "d"]],
      ["rack in (r1,r2)", ["a", "b", "c"]],
      ["rack notin (r1, r2)", ["d"]],
      ["tier", ["a", "c"]],
      ["!tier", ["b", "d"]],
      ["tier,rack!=r2", ["a"]],
      ["", ["a", "b", "c", "d"]],
    ])("selects by labels: %s", async (labelSelector, wanted) => {
      const storage = under.open();
      await storage.create(device({ name: "a", labels: { rack: "r1", tier: "web" } }));
      await storage.create(device({ name: "b", labels: { rack: "r1" } }));
      await storage.create(device({ name: "c", labels: { rack: "r2", tier: "db" } }));
      await storage.create(device({ name: "d" }));
      expect(namesOf(await storage.list("Device", { labelSelector }))).toEqual(wanted);
    });

    test("follows labels as they change", async () => {
      const storage = under.open();
      const created = await storage.create(device({ labels: { rack: "r1", tier: "web" } }));
      await storage.update({ ...created, metadata: { ...created.metadata, labels: { rack: "r2" } } });
      expect(await storage.list("Device", { labelSelector: "rack=r1" })).toEqual([]);
      expect(await storage.list("Device", { labelSelector: "rack=r2,!tier" })).toHaveLength(1);
      await storage.delete("Device", created.metadata.uid);
      expect(await storage.list("Device", { labelSelector: "rack=r2" })).toEqual([]);
    });

    test.each<[SortKey, string[]]>([
      [{ by: "metadata.name" }, ["a", "b", "c", "d"]],
      [{ by: "metadata.name", direction: "desc" }, ["d", "c", "b", "a"]],
      [{ by: "spec.size" }, ["d", "b", "a", "c"]],
      [{ by: "spec.size", direction: "desc" }, ["c", "a", "b", "d"]],
      [{ by: "status.on" }, ["c", "a", "d", "b"]],
      [{ by: "spec.at.rack" }, ["c", "d", "a", "b"]],
      [{ by: "metadata.labels.example.io/tier" }, ["b", "d", "c", "a"]],
      [{ by: "metadata.createdAt" }, ["c", "a", "b", "d"]],
      [{ by: "metadata.resourceVersion", direction: "desc" }, ["d", "b", "a", "c"]],
    ])("sorts by %o", async (sort, wanted) => {
      const storage = under.open();
      await storage.create({ ...device({ name: "c", labels: tier("x") }, { size: "big" }), status: {} });
      await storage.create({
        ...device({ name: "a", labels: tier("y") }, { size: 10, at: { rack: "z" } }),
        status: { on: false },
      });
      await storage.create({ ...device({ name: "b" }, { size: 9.5, at: { rack: "é" } }), status: { on: true } });
      await storage.create({ ...device({ name: "d" }, { at: { rack: "y" } }), status: { on: 0 } });
      expect(namesOf(await storage.list("Device", { sort }))).toEqual(wanted);
    });

    test.each<[string, ListOptions]>([
      ["in order of creation", {}],
      ["sorted", { sort: { by: "spec.group" } }],
      ["sorted downwards", { sort: { by: "spec.group", direction: "desc" } }],
      ["selected and sorted", { labelSelector: "odd", sort: { by: "metadata.name", direction: "desc" } }],
    ])("gives in pages what it gives at once, %s", async (_, options) => {
      const storage = under.open();
      for (let i = 0; i < 20; i++) {
        const labels = i % 2 === 1 ? { odd: "" } : undefined;
        const spec = i % 5 === 0 ? {} : { group: i % 3 };
        await storage.create(device({ name: `n${(i * 7) % 20}`, ...(labels && { labels }) }, spec));
      }
      const whole = namesOf(await storage.list("Device", options));
      for (const limit of [1, 3, 20]) expect(await inPages(storage, { ...options, limit })).toEqual(whole);
    });

    test("keeps a resource in its place when its deletion is undone", async () => {
      const storage = under.open();
      await createNamed(storage, "a", "b", "c");
      const [first] = await storage.list("Device");
      const deletion = storage.transact?.((tx) => {
        tx.delete("Device", first?.metadata.uid ?? "");
        throw new Error("on second thoughts");
      });
      await expect(deletion).rejects.toThrow("on second thoughts");
      expect(namesOf(await storage.list("Device"))).toEqual(["a", "b", "c"]);
      expect(await inPages(storage, { limit: 1 })).toEqual(["a", "b", "c"]);
    });

    test("has no next page when the last is full", async () => {
      const storage = under.open();
      await createNamed(storage, "a", "b");
      expect(await storage.list("Device", { limit: 2 })).not.toHaveProperty("continue");
      expect(await storage.list("Device", { limit: 1 })).toHaveProperty("continue");
    });

    test("goes on where the page before ended, whatever is written between", async () => {
      const storage = under.open();
      await createNamed(storage, "b", "d", "f");
      const sort = { by: "metadata.name" };
      const first = await storage.list("Device", { limit: 2, sort });
      await createNamed(storage, "a", "e");
      await storage.delete("Device", first[1]?.metadata.uid ?? "");
      const second = await storage.list("Device", { limit: 9, sort, ...next(first) });
      expect(namesOf(second)).toEqual(["e", "f"]);
    });

    test.each<[string, ListOptions]>([
      ["limit", { limit: 0 }],
      ["limit", { limit: 1.5 }],
      ["continue", { continue: "nonsense" }],
      ["continue", { continue: Buffer.from('["",1]').toString("base64url") }],
      ["sort.by", { sort: { by: "spec" } }],
      ["sort.by", { sort: { by: "name" } }],
      ["sort.by", { sort: { by: 'spec."x' } }],
      ["sort.by", { sort: { by: "metadata.labels" } }],
      ["labelSelector", { labelSelector: "a in (" }],
    ])("refuses a bad %s: %o", async (field, options) => {
      await expect(under.open().list("Device", options)).rejects.toMatchObject({ code: "Invalid", field });
    });

    test("refuses to go on in another order", async () => {
      const storage = under.open();
      await createNamed(storage, "a", "b");
      const first = await storage.list("Device", { limit: 1 });
      await expect(storage.list("Device", { sort: { by: "metadata.name" }, ...next(first) })).rejects.toMatchObject({
        code: "Invalid",
        field: "continue",
      });
    });
  });
}

async function createNamed(storage: TransactionalStorage, ...names: string[]): Promise<void> {
  for (const name of names) await storage.create(device({ name }));
}

function tier(name: string): Record<string, string> {
  return { "example.io/tier": name };
}

function next(page: { continue?: string }): { continue?: string } {
  return page.continue === undefined ? {} : { continue: page.continue };
}

async function inPages(storage: TransactionalStorage, options: ListOptions): Promise<string[]> {
  const names: string[] = [];
  let page = await storage.list("Device", options);
  names.push(...namesOf(page));
  while (page.continue !== undefined) {
    page = await storage.list("Device", { ...options, ...next(page) });
    names.push(...namesOf(page));
  }
  return names;
}
