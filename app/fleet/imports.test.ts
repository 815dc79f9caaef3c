import { expect, onTestFinished, test } from "vitest";
import { InMemoryEventBus } from "../events/in-memory-event-bus.ts";
import { clusterKind } from "../kinds/cluster/cluster.ts";
import { deviceKind } from "../kinds/device/device.ts";
import { KindRegistry } from "../kinds/kind-registry.ts";
import { nodeKind } from "../kinds/node/node.ts";
import { Client } from "../reconcile/client.ts";
import type { Resource, ResourceDraft } from "../resource/resource.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import { createDemoFleet } from "./demo-fleet.ts";
import { exportFleet } from "./export.ts";
import { FleetImports, type FleetPreview, type ImportResult } from "./imports.ts";

const kinds = new KindRegistry([deviceKind, nodeKind, clusterKind]);

class Fleet {
  readonly storage = new InMemoryStorage();
  readonly #bus = new InMemoryEventBus();
  readonly client = new Client(this.storage, this.#bus, { validate: (resource) => kinds.validate(resource) });
  readonly imports = new FleetImports({ storage: this.storage, client: this.client, kinds });
  writes = 0;

  constructor() {
    this.#bus.start();
    this.storage.watch({}, () => this.writes++);
    onTestFinished(() => this.#bus.close());
  }

  preview(content: string, name = "fleet.yaml"): Promise<FleetPreview> {
    return this.imports.preview([{ name, content }]);
  }

  async import(content: string, name?: string): Promise<ImportResult> {
    return this.imports.apply(await this.preview(content, name), { skipWrong: true, actor: "ada" });
  }

  async export(format: "yaml" | "json" = "yaml"): Promise<string> {
    let text = "";
    for await (const piece of exportFleet(this.storage, kinds, format)) text += piece;
    return text;
  }

  async only(kind: string): Promise<Resource> {
    const [resource, ...more] = await this.client.list(kind);
    if (resource === undefined || more.length > 0) throw new Error(`There are ${more.length + 1} or 0 of ${kind}`);
    return resource;
  }
}

const node = "- name: nid1\n  xname: x0c0s0b0n0\n";
const device = "kind: Device\nmetadata:\n  name: web\nspec:\n  desired: running\n";

function owned(name: string, owner: string): string {
  return `kind: Device\nmetadata:\n  name: ${name}\n  ownerReferences: [{kind: Device, name: ${owner}}]\nspec: {desired: running}\n`;
}

test("1,024 nodes of OpenCHAMI are imported with their cluster, and a second time nothing is written", async () => {
  const fleet = new Fleet();
  const nodes = Array.from(
    { length: 1_024 },
    (_, n) => `- name: nid${n}\n  xname: x${n >> 8}c0s${n & 255}b0n0\n  ${n % 2 === 0 ? "group: a" : "groups: [a]"}\n`,
  );
  const file = `nodes:\n${nodes.join("")}`;
  expect(await fleet.import(file, "big.yaml")).toMatchObject({ created: 1_025, problems: [] });
  const cluster = await fleet.only("Cluster");
  expect(cluster.metadata.name).toBe("big");
  const all = await fleet.client.list("Node");
  expect(all).toHaveLength(1_024);
  expect(all.every(({ metadata }) => metadata.ownerReferences[0]?.uid === cluster.metadata.uid)).toBe(true);

  const before = fleet.writes;
  expect(await fleet.import(file, "big.yaml")).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 1_024,
    problems: [],
  });
  expect(fleet.writes).toBe(before);
});

test("a preview writes nothing and says what is new, changed, the same and wrong", async () => {
  const fleet = new Fleet();
  await fleet.import(`${device}---\n${device.replace("web", "api")}`);
  const before = fleet.writes;
  const preview = await fleet.preview(
    [
      device,
      device.replace("web", "api").replace("running", "stopped"),
      device.replace("web", "db"),
      device.replace("running", "flying"),
    ].join("---\n"),
  );
  expect(preview).toMatchObject({ created: 1, changed: 1, unchanged: 1, wrong: 1 });
  expect(preview.items).toEqual([
    { kind: "Device", name: "api", verdict: "changed", changes: ["spec.desired"] },
    { kind: "Device", name: "db", verdict: "new", changes: [] },
    { kind: "Device", name: "web", verdict: "same", changes: [] },
  ]);
  expect(fleet.writes).toBe(before);
});

test("what is wrong stops everything unless it is to be left out", async () => {
  const fleet = new Fleet();
  const preview = await fleet.preview(`${device}---\n${device.replace("web", "a/b")}`);
  await expect(fleet.imports.apply(preview)).rejects.toThrow("nothing was written");
  expect(fleet.writes).toBe(0);
  expect(await fleet.imports.apply(preview, { skipWrong: true })).toMatchObject({ created: 1, changed: 0 });
});

test("what a file of OpenCHAMI does not speak of stays as it was set by hand", async () => {
  const fleet = new Fleet();
  await fleet.import(node);
  const { metadata } = await fleet.only("Node");
  await fleet.client.patch("Node", metadata.uid, {
    metadata: { labels: { mine: "yes" } },
    spec: { desiredPower: "off" },
  });
  expect(await fleet.preview(node)).toMatchObject({ changed: 0, unchanged: 1 });
  await fleet.import(`${node}  nid: 7\n`);
  const changed = await fleet.only("Node");
  expect(changed.spec).toMatchObject({ desiredPower: "off", nid: 7 });
  expect(changed.metadata.labels).toEqual({ mine: "yes" });
});

test("defaults that are written out ask for nothing new", async () => {
  const fleet = new Fleet();
  await fleet.import(device);
  expect(await fleet.preview(`${device}  driver: simulator\n`)).toMatchObject({ changed: 0, unchanged: 1 });
});

test("nodes of the same name in two clusters are two nodes", async () => {
  const fleet = new Fleet();
  await fleet.import(node, "a.yaml");
  await fleet.import(node, "b.yaml");
  expect(await fleet.client.list("Node")).toHaveLength(2);
  expect(await fleet.preview(node, "b.yaml")).toMatchObject({ created: 0, unchanged: 1 });
});

test("a node without an owner joins the cluster that claims it", async () => {
  const fleet = new Fleet();
  await fleet.client.create({ kind: "Node", metadata: { name: "nid1" }, spec: { xname: "x0c0s0b0n0" } });
  expect(await fleet.import(node)).toMatchObject({ created: 1, changed: 1 });
  expect((await fleet.only("Node")).metadata.ownerReferences).toMatchObject([{ kind: "Cluster", controller: true }]);
});

test("a name that others have too needs an owner or a uid to tell which is meant", async () => {
  const fleet = new Fleet();
  const draft: ResourceDraft = { kind: "Device", metadata: { name: "web" }, spec: { desired: "running" } };
  const { metadata } = await fleet.client.create(draft);
  await fleet.client.create(draft);
  const { problems } = await fleet.preview(device);
  expect(problems).toMatchObject([{ name: "web", line: 1, message: expect.stringContaining("there are 2 Devices") }]);
  const byUid = device.replace("name: web", `name: web\n  uid: ${metadata.uid}`);
  expect(await fleet.preview(byUid)).toMatchObject({ unchanged: 1, wrong: 0 });
});

test("what stands in the file twice is wrong the second time", async () => {
  const fleet = new Fleet();
  const twins = await fleet.preview(`${device}---\n${device}`);
  expect(twins).toMatchObject({ created: 1, problems: [{ line: 7, message: "the name is taken already on line 1" }] });
  const same = await fleet.preview(`${node}${node.replace("nid1", "nid2")}`);
  expect(same.problems).toMatchObject([
    { name: "nid2", message: 'the xname "x0c0s0b0n0" is taken already by "nid1" on line 1' },
  ]);
});

test("more wrong entries than are told are counted", async () => {
  const fleet = new Fleet();
  const wrong = device.replace("running", "sideways");
  const preview = await fleet.preview(Array.from({ length: 1_100 }, () => wrong).join("---\n"));
  expect(preview.wrong).toBe(1_100);
  const result = await fleet.imports.apply(preview, { skipWrong: true });
  expect(result).toMatchObject({ created: 0, wrong: 1_100 });
  expect(result.problems).toHaveLength(1_000);
});

test("it tells how far it is, and leaves the rest when it is ended early; a second import has that too", async () => {
  const fleet = new Fleet();
  const text = Array.from({ length: 1_000 }, (_, n) => device.replace("web", `web-${n}`)).join("---\n");
  const stop = new AbortController();
  const told: [number, number][] = [];
  const result = await fleet.imports.apply(await fleet.preview(text), {
    signal: stop.signal,
    onProgress(done, total) {
      told.push([done, total]);
      if (done === 300) stop.abort();
    },
  });
  expect(result.left).toBe(1_000 - result.created);
  expect(result.created).toBeLessThan(1_000);
  expect(told).toEqual(Array.from({ length: result.created }, (_, index) => [index + 1, 1_000]));
  expect(await fleet.import(text)).toMatchObject({ created: result.left, unchanged: result.created, left: 0 });
});

test("machines that another cluster has already are told of before they are made twice", async () => {
  const fleet = new Fleet();
  await fleet.import(node, "east.yaml");
  expect((await fleet.preview(node, "east.yaml")).twins).toBeUndefined();
  expect(await fleet.preview(node, "east (1).yaml")).toMatchObject({
    created: 2,
    twins: {
      count: 1,
      first: { kind: "Node", name: "nid1", field: "xname", value: "x0c0s0b0n0", existing: "nid1", owner: "east" },
    },
  });
  expect(await fleet.preview(node.replace("nid1", "nid2"), "east.yaml")).toMatchObject({
    created: 1,
    twins: { count: 1, first: { name: "nid2", existing: "nid1", owner: "east", renamed: true } },
  });
});

test("an owner may stand after what it owns, and is made before it", async () => {
  const fleet = new Fleet();
  const made: string[] = [];
  fleet.storage.watch({}, ({ resource }) => made.push(resource.kind));
  const owned = `kind: Node
metadata:
  name: n
  ownerReferences: [{kind: Cluster, name: c, controller: true}]
spec: {xname: x0c0s0b0n0}
---
kind: Cluster
metadata: {name: c}
spec: {}
`;
  expect(await fleet.import(owned)).toMatchObject({ created: 2, problems: [] });
  expect(made).toEqual(["Cluster", "Node"]);
});

test("an owner that is nowhere to be found, or is wrong itself, is told", async () => {
  const fleet = new Fleet();
  const { problems } = await fleet.preview(`${owned("ad", "a")}---\n${owned("bd", "b")}---\n${owned("bdd", "bd")}`);
  expect(problems).toMatchObject([
    { name: "ad", message: 'its owner, Device "a", is neither there nor in the file' },
    { name: "bd", message: 'its owner, Device "b", is neither there nor in the file' },
    { name: "bdd", message: expect.stringContaining('its owner, Device "bd", cannot be imported') },
  ]);
});

test("resources that own each other in a circle are refused", async () => {
  const fleet = new Fleet();
  const { problems, created } = await fleet.preview(`${owned("a", "b")}---\n${owned("b", "a")}`);
  expect(created).toBe(0);
  expect(problems.every(({ message }) => message.includes("owns itself"))).toBe(true);
});

test("a status that is written meanwhile does not get in the way of an import, a spec does", async () => {
  const fleet = new Fleet();
  await fleet.import(device);
  const preview = await fleet.preview(device.replace("running", "stopped"));
  const stored = await fleet.only("Device");
  await fleet.client.updateStatus({ ...stored, status: { state: "running" } });
  expect(await fleet.imports.apply(preview)).toMatchObject({ changed: 1, problems: [] });

  const late = await fleet.preview(device);
  await fleet.client.patch("Device", stored.metadata.uid, { spec: { config: "mine" } });
  expect(await fleet.imports.apply(late)).toMatchObject({
    changed: 0,
    problems: [{ name: "web", message: expect.stringContaining("since the preview") }],
  });
});

test.each(["yaml", "json"] as const)(
  "an export as %s read back changes nothing, and makes the same fleet elsewhere",
  async (format) => {
    const fleet = new Fleet();
    await createDemoFleet(fleet.client, { nodes: 20 });
    await fleet.import(
      `${device.replace("name: web", "name: web\n  labels: {rack: r1}\n  annotations: {note: 'a: b'}")}`,
    );
    const twin: ResourceDraft = {
      kind: "Device",
      metadata: { name: "twin" },
      spec: { desired: "running", config: "---\n" },
    };
    await fleet.client.create(twin);
    await fleet.client.create({ ...twin, spec: { desired: "stopped" } });
    const text = await fleet.export(format);
    expect(await fleet.preview(text)).toMatchObject({ created: 0, changed: 0, unchanged: 29, wrong: 0 });

    const elsewhere = new Fleet();
    expect(await elsewhere.import(text)).toMatchObject({ created: 29, problems: [] });
    expect(await elsewhere.export(format)).toBe(text);
    const cluster = await elsewhere.only("Cluster");
    const [first] = await elsewhere.client.list("Node");
    expect(first?.metadata.ownerReferences[0]?.uid).toBe(cluster.metadata.uid);
  },
);

test("what a spec refers to is named in an export, and found again in another fleet", async () => {
  const fleet = new Fleet();
  const guest = await fleet.client.create({ kind: "Node", metadata: { name: "guest" }, spec: { xname: "x9c0s0b0n0" } });
  const spec = { nodes: [guest.metadata.uid, "gone"] };
  await fleet.client.create({ kind: "Cluster", metadata: { name: "named" }, spec });
  const text = await fleet.export();
  expect(text).toContain("nodes:\n    - guest\n    - gone\n");
  expect(await fleet.preview(text)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });

  const elsewhere = new Fleet();
  await elsewhere.import(text);
  const { uid } = (await elsewhere.only("Node")).metadata;
  expect((await elsewhere.only("Cluster")).spec).toEqual({ nodes: [uid, "gone"] });
});

test("a cluster may name the nodes that it owns", async () => {
  const fleet = new Fleet();
  const owner = "[{kind: Cluster, name: c, controller: true}]";
  const text = `kind: Cluster
metadata: {name: c}
spec: {nodes: [n]}
---
kind: Node
metadata: {name: n, ownerReferences: ${owner}}
spec: {xname: x0c0s0b0n0}
`;
  expect(await fleet.import(text)).toMatchObject({ created: 2, problems: [] });
  const { uid } = (await fleet.only("Node")).metadata;
  expect((await fleet.only("Cluster")).spec).toEqual({ nodes: [uid] });
});
