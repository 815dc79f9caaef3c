import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { backupsOf } from "./backups.ts";
import { migrate } from "./migrate.ts";
import { SCHEMA_VERSION } from "./migrations.ts";
import { versionOf } from "./schema-version.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const STEPS = [
  "CREATE TABLE pets (name TEXT); INSERT INTO pets VALUES ('Rex')",
  "ALTER TABLE pets ADD COLUMN kind TEXT DEFAULT 'dog'",
];
const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));
const folder = scratchFolder();
let files = 0;

function newFile(): string {
  return path.join(folder, `${files++}`, "fabrica.db");
}

function newDatabase(): Database.Database {
  return new Database(path.join(folder, `${files++}.db`));
}

describe("migrating", () => {
  test("takes each step once, from whatever version", () => {
    const db = newDatabase();
    migrate(db, STEPS.slice(0, 1), 0);
    migrate(db, STEPS, 0);
    migrate(db, STEPS, 0);
    expect(db.prepare("SELECT * FROM pets").all()).toEqual([{ name: "Rex", kind: "dog" }]);
    expect(versionOf(db)).toBe(2);
    db.close();
  });

  test("backs up what holds data before it changes that", () => {
    const db = newDatabase();
    migrate(db, STEPS.slice(0, 1), 0);
    expect(backupsOf(db.name)).toEqual([]);
    migrate(db, STEPS, 0);
    const [backup = ""] = backupsOf(db.name);
    const kept = new Database(backup, { readonly: true });
    expect(versionOf(kept)).toBe(1);
    expect(kept.prepare("SELECT * FROM pets").all()).toEqual([{ name: "Rex" }]);
    kept.close();
    db.close();
  });

  test("leaves the version before when a step fails half way", () => {
    const db = newDatabase();
    migrate(db, STEPS, 0);
    expect(() => migrate(db, [...STEPS, "DELETE FROM pets; CREATE TABLE pets (x)"], 0)).toThrow("pets");
    expect(versionOf(db)).toBe(2);
    expect(db.prepare("SELECT count(*) FROM pets").pluck().get()).toBe(1);
    db.close();
  });
});

describe("a file of a released version", () => {
  test("is kept as a fixture for each version", () => {
    expect(readdirSync(fixtures).toSorted()).toEqual(
      Array.from({ length: SCHEMA_VERSION }, (_, index) => `v${index + 1}.sql`),
    );
  });

  test.each(readdirSync(fixtures))("opens with everything in it: %s", async (fixture) => {
    const file = newFile();
    await new SqliteStorage(file).close();
    const db = new Database(file);
    const newest = schemaOf(db);
    for (const name of tablesOf(db)) db.exec(`DROP TABLE ${name}`);
    db.exec(readFileSync(path.join(fixtures, fixture), "utf8"));
    db.close();

    const storage = new SqliteStorage(file);
    expect(await storage.load("Node", "n1")).toMatchObject({
      metadata: {
        name: "nid000001",
        labels: { rack: "r1" },
        ownerReferences: [{ kind: "Cluster", uid: "c1" }],
        generation: 2,
        resourceVersion: "4",
      },
      spec: { desiredPower: "on" },
      status: { power: "on", observedGeneration: 2 },
    });
    expect(await storage.list("Node", { labelSelector: "rack=r1" })).toHaveLength(1);
    expect(await storage.dependents("c1")).toEqual([{ kind: "Node", uid: "n1" }]);
    expect(await storage.durable.loadWork()).toMatchObject([{ resourceUid: "n1", attempts: 3, notBefore: 1_000 }]);
    expect(await storage.durable.loadPauses()).toMatchObject([{ kind: "Node", actor: "ann" }]);
    expect(storage.queries.eventsPage({ limit: 9 })).toMatchObject([{ event: { id: "e1", data: { n: 1 } } }]);
    expect(storage.queries.recordsPage({ uid: "n1", limit: 9 })).toMatchObject([{ record: { outcome: "succeeded" } }]);
    const revisions = storage.queries.revisionsPage("Node", "n1", { limit: 9 });
    expect(revisions).toMatchObject([{ actor: "bob" }, { actor: "ann", spec: { desiredPower: "off" } }]);
    expect(storage.sequence).toBe(5);
    const { metadata } = await storage.create({ kind: "Node", spec: {} });
    expect(metadata.resourceVersion).toBe("6");
    await storage.close();
    const migrated = new Database(file, { readonly: true });
    expect(schemaOf(migrated)).toEqual(newest);
    migrated.close();
  });
});

/** Every table and index, whatever the blanks in its statement. */
function schemaOf(db: Database.Database): string[] {
  const statements = db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").pluck().all();
  return statements.map((sql) => sql.replaceAll(/\s+/g, " ")).toSorted();
}

function tablesOf(db: Database.Database): unknown[] {
  return db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'").pluck().all();
}
