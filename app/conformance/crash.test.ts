import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { Controller, InMemoryEventBus, SqliteStorage } from "../index.ts";
import { databaseFile, mustLoad, reconcilerOf, silent, until } from "./testing/rig.ts";

interface Told {
  /** The last acknowledged generation of each resource. */
  acknowledged: Map<string, number>;
  later: Set<string>;
}

const CHILD = fileURLToPath(new URL("testing/crash-child.ts", import.meta.url));

/** Lets the program write until it has told so many lines more, then kills it where it stands. */
async function runAndKill(file: string, lines: number, told: Told): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, file], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let left = lines;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, uid = "", generation] = line.split(" ");
    if (what === "ack") told.acknowledged.set(uid, Number(generation));
    if (what === "later") told.later.add(uid);
    if (--left === 0) child.kill("SIGKILL");
  }
  await ended;
  expect(child.signalCode).toBe("SIGKILL");
}

test(
  "after kill -9 no acknowledged write is lost and no work is forgotten, life after life",
  { timeout: 60_000 },
  async () => {
    const file = databaseFile();
    const told: Told = { acknowledged: new Map(), later: new Set() };
    for (const lines of [200, 57, 333]) await runAndKill(file, lines, told);

    const storage = new SqliteStorage(file, { logger: silent });
    const bus = new InMemoryEventBus();
    bus.start();
    const controller = new Controller(bus, storage, { logger: silent });
    const attempts = new Map<string, number>();
    const running = new Set<string>();
    let doubles = 0;
    controller.registerReconciler(
      reconcilerOf("Device", async ({ attempt }, { metadata }) => {
        if (running.has(metadata.uid)) doubles++;
        running.add(metadata.uid);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(metadata.uid);
        attempts.set(metadata.uid, Math.max(attempt, attempts.get(metadata.uid) ?? 0));
        if (metadata.labels["fate"] === "broken") throw new Error("still fails");
      }),
    );
    for (const [uid, generation] of told.acknowledged) {
      expect((await mustLoad(storage, "Device", uid)).metadata.generation).toBeGreaterThanOrEqual(generation);
    }
    expect(told.acknowledged.size).toBeGreaterThan(100);

    await controller.start();
    for (const uid of told.later) {
      const item = controller.workItem("Device", uid);
      expect(item?.reasons.map(({ message }) => message)).toContain("look again");
    }
    await until(async () => {
      const { ready, processing } = controller.counts();
      return ready + processing === 0;
    }, 20_000);
    const unobserved: string[] = [];
    const unretried: string[] = [];
    for (const { metadata, status } of await storage.list("Device")) {
      const { uid, generation, labels } = metadata;
      if (!observed(status, generation)) unobserved.push(uid);
      if (labels["fate"] === "broken" && (controller.workItem("Device", uid)?.attempts ?? 0) < 1) unretried.push(uid);
    }
    expect({ unobserved, unretried }).toEqual({ unobserved: [], unretried: [] });
    expect(doubles).toBe(0);
    await controller.stop();
    await bus.close();
    await storage.close();
  },
);

function observed(status: unknown, generation: number): boolean {
  return status instanceof Object && "observedGeneration" in status && status.observedGeneration === generation;
}
