import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EngineError } from "../../errors.ts";
import { matchesSelector, parseLabelSelector } from "../../resource/label-selector.ts";
import type { Resource } from "../../resource/resource.ts";
import type { Alongside, Change, Propagation } from "../storage.ts";
import type { TransactionalStorage } from "../transactional-storage.ts";
import { type ModelResource, type Outcome, type Parts, StorageModel } from "./model.ts";

const UIDS = ["a", "b", "c", "d"];
const SELECTORS = ["x=1", "x!=1", "x in (1,2),y", "!x", "y notin (2)"];
const PAGE = { sort: { by: "spec.size" }, limit: 3 };

/** Which version a caller names: the stored one, another, or none. */
type Version = "current" | "stale" | "any";

type Operation =
  | { do: "create" | "save"; uid: string; parts: Parts; status: unknown; fails: boolean }
  | { do: "update"; uid: string; parts: Parts; version: Version; fails: boolean }
  | { do: "updateStatus"; uid: string; status: unknown; fails: boolean }
  | { do: "delete"; uid: string; propagation: Propagation; version: Version; fails: boolean };

const uid = fc.constantFrom(...UIDS);
const fails = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const status = fc.constantFrom({}, { n: 1 }, { n: 2, list: [1, { deep: true }] });
const parts: fc.Arbitrary<Parts> = fc.record({
  labels: fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("1", "2"), { noNullPrototype: true }),
  finalizers: fc.subarray(["f/1", "f/2"]),
  owners: fc.subarray(UIDS),
  spec: fc.constantFrom({}, { size: 1 }, { size: 2 }, { size: "big", list: [1] }),
});
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constantFrom("create" as const, "save" as const), uid, parts, status, fails }),
  fc.record({
    do: fc.constant("update" as const),
    uid,
    parts,
    version: fc.constantFrom<Version>("current", "current", "stale"),
    fails,
  }),
  fc.record({ do: fc.constant("updateStatus" as const), uid, status, fails }),
  fc.record({
    do: fc.constant("delete" as const),
    uid,
    propagation: fc.constantFrom<Propagation>("background", "foreground", "orphan"),
    version: fc.constantFrom<Version>("current", "stale", "any"),
    fails,
  }),
);
const batches = fc.array(fc.array(operation, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 });

/**
 * Any run of operations, alone and many at a time, leaves what a naive model says; and whoever watches from any point on
 * ends with the same.
 * @param reopen closes a storage and opens it again, where it lasts.
 */
export function testAgainstModel(
  numRuns: number,
  open: () => TransactionalStorage,
  reopen: (storage: TransactionalStorage) => Promise<TransactionalStorage>,
): void {
  test("does what a naive model does, whatever the operations", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), async (runs, middle) => {
        const subject = new Subject(open());
        for (const [index, batch] of runs.entries()) {
          const { outcomes, expected } = await subject.run(batch);
          expect(outcomes).toEqual(expected);
          expect(await subject.observe()).toEqual(subject.model());
          if (index !== middle % runs.length) continue;
          subject.storage = await reopen(subject.storage);
          subject.rememberPoint();
        }
        expect(await subject.replay()).toEqual(subject.versions());
        await subject.storage.close();
      }),
      { numRuns },
    );
  });
}

/** A storage and its model, asked the same. */
class Subject {
  storage: TransactionalStorage;
  readonly #model = new StorageModel();
  #point = { sequence: 0, versions: new Map<string, string>() };

  constructor(storage: TransactionalStorage) {
    this.storage = storage;
  }

  /** Begins all operations before it awaits the first. The model is asked right after each call, so that both see the same order. */
  async run(batch: readonly Operation[]): Promise<{ outcomes: string[]; expected: string[] }> {
    const started = batch.map((operation) => this.#start(operation));
    const settled = await Promise.allSettled(started.map(({ pending }) => pending));
    return { outcomes: settled.map(outcomeOf), expected: started.map(({ expected }) => expected) };
  }

  rememberPoint(): void {
    this.#point = { sequence: this.storage.sequence, versions: this.versions() };
  }

  versions(): Map<string, string> {
    return new Map(this.#model.resources.map(({ uid, version }) => [uid, version]));
  }

  /** Everything that the storage tells. */
  async observe() {
    const { storage } = this;
    const listed = await storage.list("Device");
    return {
      listed: listed.map(observable),
      loaded: await Promise.all(UIDS.map(async (uid) => (await storage.load("Device", uid))?.metadata.resourceVersion)),
      selected: await Promise.all(
        SELECTORS.map(async (labelSelector) => uidsOf(await storage.list("Device", { labelSelector, ...PAGE }))),
      ),
      dependents: await Promise.all(UIDS.map(async (owner) => (await storage.dependents(owner)).map(({ uid }) => uid))),
      dangling: (await storage.danglingDependents()).map(({ uid }) => uid).toSorted(),
    };
  }

  /** The same of the model. */
  model(): Awaited<ReturnType<Subject["observe"]>> {
    const { resources } = this.#model;
    return {
      listed: resources,
      loaded: UIDS.map((uid) => this.#model.find(uid)?.version),
      selected: SELECTORS.map((text) => {
        const selector = parseLabelSelector(text);
        const selected = resources.filter(({ labels }) => matchesSelector(labels, selector)).toSorted(bySize);
        return selected.slice(0, PAGE.limit).map(({ uid }) => uid);
      }),
      dependents: UIDS.map((owner) => resources.filter(({ owners }) => owners.includes(owner)).map(({ uid }) => uid)),
      dangling: this.#model.dangling().toSorted(),
    };
  }

  /** The versions that somebody knows who knew those of the point and was told what changed since. */
  async replay(): Promise<Map<string, string>> {
    const { sequence, versions } = this.#point;
    const told: Change[] = [];
    const end = await this.storage.create({ kind: "End", spec: {} });
    await new Promise<void>((resolve) => {
      this.storage.watch({ since: sequence }, (change) => {
        if (change.resource.metadata.uid === end.metadata.uid) resolve();
        else told.push(change);
      });
    });
    for (const { type, resource } of told) {
      const { uid, resourceVersion } = resource.metadata;
      if (type === "deleted") versions.delete(uid);
      else versions.set(uid, resourceVersion);
    }
    return versions;
  }

  #start(operation: Operation): { pending: Promise<unknown>; expected: string } {
    const before = structuredClone(this.#model.resources);
    let thrown = false;
    const pending = this.#ask(operation, () => {
      thrown = operation.fails;
      if (thrown) throw new Error("on purpose");
    });
    const expected = this.#askModel(operation);
    if (thrown) this.#model.resources = before;
    this.#learnVersions();
    return { pending, expected: thrown ? "Error: on purpose" : expected };
  }

  /** They are the storage's choice. A transaction runs at once, and so reads what has been written up to here. */
  #learnVersions(): void {
    void this.storage.transact((tx) => {
      for (const resource of this.#model.resources) {
        resource.version = tx.load("Device", resource.uid)?.metadata.resourceVersion ?? "gone";
      }
    });
  }

  #ask(operation: Operation, alongside: Alongside): Promise<unknown> {
    const { storage } = this;
    const { uid } = operation;
    switch (operation.do) {
      case "create":
        return storage.create(resourceOf(uid, operation.parts, operation.status), alongside);
      case "save":
        return storage.save("Device", uid, resourceOf(uid, operation.parts, operation.status), alongside);
      case "update":
        return storage.update(resourceOf(uid, operation.parts, FORGED, this.#versionFor(operation)), alongside);
      case "updateStatus":
        return storage.updateStatus(resourceOf(uid, FORGED_PARTS, operation.status), alongside);
      case "delete": {
        const resourceVersion = this.#versionFor(operation);
        const options = { propagation: operation.propagation, ...(resourceVersion && { resourceVersion }) };
        return storage.delete("Device", uid, options, alongside);
      }
    }
  }

  #askModel(operation: Operation): Outcome {
    const { uid } = operation;
    switch (operation.do) {
      case "create":
        return this.#model.create(uid, operation.parts, operation.status);
      case "save":
        return this.#model.save(uid, operation.parts, operation.status);
      case "update":
        return this.#model.update(uid, operation.parts, this.#versionFor(operation) ?? "");
      case "updateStatus":
        return this.#model.updateStatus(uid, operation.status);
      case "delete":
        return this.#model.delete(uid, operation.propagation, this.#versionFor(operation));
    }
  }

  #versionFor({ uid, version }: { uid: string; version: Version }): string | undefined {
    if (version === "any") return undefined;
    return version === "stale" ? "0" : (this.#model.find(uid)?.version ?? "1");
  }
}

/** What must have no effect. */
const FORGED = { forged: true };
const FORGED_PARTS: Parts = { labels: { x: "9" }, finalizers: ["f/9"], owners: ["z"], spec: FORGED };

function resourceOf(
  uid: string,
  { labels, finalizers, owners, spec }: Parts,
  status: unknown,
  resourceVersion = "0",
): Resource {
  return {
    apiVersion: "fabrica.io/v1",
    kind: "Device",
    metadata: {
      uid,
      name: uid,
      labels,
      annotations: {},
      ownerReferences: owners.map((owner) => ({ kind: "Device", uid: owner })),
      finalizers,
      generation: 7,
      resourceVersion,
      createdAt: "",
      updatedAt: "",
    },
    spec,
    status,
  };
}

function observable({ metadata, spec, status }: Resource): ModelResource {
  return {
    uid: metadata.uid,
    labels: metadata.labels,
    finalizers: metadata.finalizers,
    owners: metadata.ownerReferences.map((owner) => owner.uid),
    generation: metadata.generation,
    version: metadata.resourceVersion,
    marked: metadata.deletionTimestamp !== undefined,
    spec,
    status,
  };
}

function outcomeOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === "fulfilled") return "ok";
  return result.reason instanceof EngineError ? result.reason.code : String(result.reason);
}

function uidsOf(resources: readonly Resource[]): string[] {
  return resources.map(({ metadata }) => metadata.uid);
}

/** Nothing, then numbers, then texts; the order of creation where they are equal. */
function bySize(a: ModelResource, b: ModelResource): number {
  return SIZES.indexOf(sizeOf(a)) - SIZES.indexOf(sizeOf(b));
}

const SIZES = [undefined, 1, 2, "big"];

function sizeOf({ spec }: ModelResource) {
  return SIZES.find((size) => typeof spec === "object" && spec !== null && "size" in spec && spec.size === size);
}
