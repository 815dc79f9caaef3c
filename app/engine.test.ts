import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Engine, openEngine } from "./engine.ts";
import { FakeClock } from "./fake-clock.ts";
import { findCondition } from "./resource/condition.ts";
import type { Resource } from "./resource/resource.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "engine-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** An engine over a directory, in a time that stands still until it is advanced. */
class Bench {
  readonly dataDir = temporaryDirectory();
  readonly clock = new FakeClock(Date.UTC(2026, 0, 1));
  engine: Engine | undefined;

  async open(workers?: number): Promise<Engine> {
    const { clock, dataDir } = this;
    const engine = await openEngine({ dataDir, clock, logger: silent, ...(workers !== undefined && { workers }) });
    this.engine = engine;
    onTestFinished(() => this.stop(engine));
    return engine;
  }

  async stop(engine: Engine): Promise<void> {
    const stopped = engine.stop();
    await this.clock.advance(31_000);
    await stopped;
  }
}

function nodesFile(nodes: number): string {
  const items = Array.from(
    { length: nodes },
    (_, n) => `- name: nid${n}\n  xname: x${n >> 8}c0s${n & 255}b0n0\n  group: compute\n`,
  );
  return `nodes:\n${items.join("")}`;
}

async function importNodes(engine: Engine, nodes: number) {
  return engine.imports.apply(await engine.imports.preview([{ name: "fleet.yaml", content: nodesFile(nodes) }]));
}

async function only(engine: Engine, kind: string): Promise<Resource> {
  const [resource, ...more] = await engine.client.list(kind);
  if (resource === undefined || more.length > 0) throw new Error(`Not one ${kind}, but ${more.length + 1} or none`);
  return resource;
}

/** Nodes that boot in no time, for tests in real time. */
function quickFleet(nodes: number): string {
  const cluster = { kind: "Cluster", metadata: { name: "quick" }, spec: {} };
  const ownerReferences = [{ kind: "Cluster", name: "quick", controller: true }];
  const simulator = { latencyMs: 2, bootMs: 200 };
  const items = Array.from({ length: nodes }, (_, n) => ({
    kind: "Node",
    metadata: { name: `nid${n}`, ownerReferences },
    spec: { xname: `x${n >> 8}c0s${n & 255}b0n0`, simulator },
  }));
  return JSON.stringify([...items, cluster]);
}

/** Looks after each change, once whoever counts has counted it. */
function allReady(engine: Engine, total: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (engine.queries.summary().reduce((sum, { ready }) => sum + ready, 0) < total) return;
      stopWatching();
      resolve();
    };
    const stopWatching = engine.storage.watch({}, () => void setImmediate(look));
  });
}

test(
  "1,024 nodes that are imported become Ready, and after a restart nothing is done again",
  { timeout: 60_000 },
  async () => {
    const dataDir = temporaryDirectory();
    const source = { name: "quick.json", content: quickFleet(1_024) };
    const engine = await openEngine({ dataDir, logger: silent });
    onTestFinished(() => engine.stop());
    const ready = allReady(engine, 1_025);
    await engine.start();
    expect(await engine.imports.apply(await engine.imports.preview([source]))).toMatchObject({ created: 1_025 });
    await ready;
    expect(findCondition(await only(engine, "Cluster"), "Ready")?.message).toBe("All 1,024 nodes are ready");
    await engine.stop();

    const again = await openEngine({ dataDir, logger: silent });
    onTestFinished(() => again.stop());
    await again.start();
    const preview = await again.imports.preview([source]);
    expect(preview).toMatchObject({ created: 0, changed: 0, unchanged: 1_025 });
    await again.imports.apply(preview);
    expect(again.queries.summary().reduce((sum, { unobserved }) => sum + unobserved, 0)).toBe(0);
    expect(again.controller.counts()).toMatchObject({ ready: 0, processing: 0, delayed: 1_025, backoff: 0 });
    expect(again.controller.totals().reconciled).toBe(0);
  },
);

test("a cluster counts its nodes a few times, not once for each of them", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await importNodes(engine, 30);
  await bench.clock.advance(20_000);
  const cluster = await only(engine, "Cluster");
  const records = engine.queries.recordsPage({ kind: "Cluster", uid: cluster.metadata.uid, limit: 500 });
  expect(records.length).toBeLessThan(10);
  expect(cluster.status).toMatchObject({ nodes: 30, ready: 30 });
});

test("a cluster whose nodes changed while nobody counted them counts them at the start", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await importNodes(engine, 2);
  await bench.clock.advance(10_000);
  const cluster = await only(engine, "Cluster");
  await engine.storage.updateStatus({ ...cluster, status: { nodes: 2, ready: 1, observedGeneration: 1 } });
  await bench.stop(engine);
  const again = await bench.open();
  await again.start();
  await bench.clock.advance(1_000);
  expect((await only(again, "Cluster")).status).toMatchObject({ nodes: 2, ready: 2 });
});

test("when a cluster changes its nodes are reconciled, because of it", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await importNodes(engine, 3);
  const named = await engine.client.create({
    kind: "Node",
    metadata: { name: "guest" },
    spec: { xname: "x9c0s0b0n0" },
  });
  await bench.clock.advance(20_000);
  const cluster = await only(engine, "Cluster");
  const before = engine.controller.totals().reconciled;
  await engine.client.patch("Cluster", cluster.metadata.uid, { spec: { nodes: [named.metadata.uid] } });
  await bench.clock.advance(1_000);
  expect(engine.controller.totals().reconciled).toBe(before + 5);
  const [record] = engine.queries.recordsPage({ kind: "Node", uid: named.metadata.uid, limit: 1 });
  expect(record?.record.reasons).toContainEqual(
    expect.objectContaining({ cause: "owner", message: "Cluster fleet changed" }),
  );
  expect((await only(engine, "Cluster")).status).toMatchObject({ nodes: 4, ready: 4 });
});

test("a cluster that names a node which does not exist says which", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await engine.client.create({ kind: "Cluster", metadata: { name: "c" }, spec: { nodes: ["nowhere"] } });
  await bench.clock.advance(1_000);
  expect(findCondition(await only(engine, "Cluster"), "Ready")).toMatchObject({
    status: "False",
    reason: "NodesMissing",
    message: "There is no node with the uid nowhere",
  });
});

test("when a cluster is deleted its nodes go with it, and their machines are forgotten", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await importNodes(engine, 5);
  await bench.clock.advance(20_000);
  const cluster = await only(engine, "Cluster");
  await engine.client.delete("Cluster", cluster.metadata.uid);
  await bench.clock.advance(5_000);
  expect(engine.queries.summary()).toEqual([]);
  expect(engine.controller.snapshot()).toEqual([]);
});

test("a demo fleet settles within twenty seconds or so, and all of it", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  expect(await engine.createDemoFleet({ nodes: 20, actor: "ada" })).toBe(26);
  await bench.clock.advance(20_000);
  const almost = engine.queries.summary();
  expect(almost.reduce((sum, { total, ready }) => sum + total - ready, 0)).toBeLessThanOrEqual(1);
  // How often the flaky one fails in a row is up to chance.
  await bench.clock.advance(600_000);
  expect(engine.queries.notReady({ limit: 10 })).toEqual([]);
  expect(await engine.createDemoFleet({ nodes: 2 })).toBe(8);
  expect((await engine.client.list("Cluster")).map(({ metadata }) => metadata.name).toSorted()).toEqual([
    "demo",
    "demo-2",
  ]);
});

test("what does not fit its schema is refused with the field, and nothing is written", async () => {
  const engine = await new Bench().open();
  const sequence = engine.sequence;
  await expect(
    engine.client.create({ kind: "Device", metadata: { name: "d" }, spec: { desired: "sideways" } }),
  ).rejects.toMatchObject({
    code: "Invalid",
    field: "spec.desired",
    message: 'spec.desired: must be "running" or "stopped"',
  });
  await expect(engine.client.create({ kind: "Toaster", spec: {} })).rejects.toMatchObject({
    code: "Invalid",
    field: "kind",
    message: 'kind: there is no kind "Toaster"; there are Device, Node, Cluster',
  });
  expect(engine.sequence).toBe(sequence);
});

test("every kind comes with a template that is valid, and a schema for its form", async () => {
  const engine = await new Bench().open();
  for (const { kind, specTemplate, specSchema, columns } of engine.kinds.info()) {
    expect(engine.kinds.faultsOf(kind, specTemplate)).toEqual([]);
    expect(specSchema).toMatchObject({ type: "object" });
    expect(columns.length).toBeGreaterThan(0);
  }
});

test("what reconcilers tell of is in the log of events, after the write that caused it", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await engine.client.create({ kind: "Device", metadata: { name: "d", uid: "d" }, spec: { desired: "running" } });
  await bench.clock.advance(20_000);
  const logged = engine.queries.eventsPage({ kind: "Device", uid: "d", limit: 50 }).map(({ event }) => event.type);
  expect(logged).toContain("io.fabrica.device.started");
  expect(logged.at(-1)).toBe("io.fabrica.device.created");
  expect(logged.filter((type) => type === "io.fabrica.device.created")).toHaveLength(1);
});

test("a restart goes on where the machines are", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await engine.client.create({ kind: "Device", metadata: { name: "d", uid: "d" }, spec: { desired: "running" } });
  await bench.clock.advance(1_500);
  await bench.stop(engine);
  const again = await bench.open();
  await again.start();
  await bench.clock.advance(2_000);
  expect((await only(again, "Device")).status).toMatchObject({ state: "running" });
  const events = again.queries.eventsPage({ kind: "Device", uid: "d", limit: 50 });
  expect(events.filter(({ event }) => event.type === "io.fabrica.device.started")).toHaveLength(1);
});

test("a second engine on the same directory is refused, and the first goes on", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await expect(bench.open()).rejects.toMatchObject({ code: "Unavailable" });
  await engine.client.create({ kind: "Device", spec: { desired: "running" } });
});

test("throughput is sampled once a second", async () => {
  const bench = new Bench();
  const engine = await bench.open();
  await engine.start();
  await importNodes(engine, 10);
  await bench.clock.advance(3_000);
  expect(engine.samples()).toHaveLength(3);
  expect(engine.samples()[0]).toMatchObject({ failed: 0, queued: 0 });
  expect(engine.samples()[0]?.reconciled).toBeGreaterThanOrEqual(10);
});
