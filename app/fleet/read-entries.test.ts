import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clusterKind } from "../kinds/cluster/cluster.ts";
import { deviceKind } from "../kinds/device/device.ts";
import { KindRegistry } from "../kinds/kind-registry.ts";
import { nodeKind } from "../kinds/node/node.ts";
import { MAX_FILE_BYTES } from "./decode.ts";
import type { FleetEntry } from "./entry.ts";
import type { ImportProblem } from "./problem.ts";
import { readEntries } from "./read-entries.ts";

const kinds = new KindRegistry([deviceKind, nodeKind, clusterKind]);

function read(content: string | Uint8Array, name = "fleet.yaml"): { entries: FleetEntry[]; problems: ImportProblem[] } {
  const readings = [...readEntries({ name, content }, kinds)].flat();
  return {
    entries: readings.flatMap((reading) => ("entry" in reading ? [reading.entry] : [])),
    problems: readings.flatMap((reading) => ("problem" in reading ? [reading.problem] : [])),
  };
}

function problemsOf(content: string | Uint8Array, name?: string): ImportProblem[] {
  const { entries, problems } = read(content, name);
  expect(entries).toEqual([]);
  return problems;
}

const device = "kind: Device\nmetadata:\n  name: web\nspec:\n  desired: running\n";

test("a node of OpenCHAMI becomes a Node of the cluster that is called as the file", () => {
  const { entries, problems } = read(
    `nodes:
- name: nid000001
  nid: 1
  xname: x1000c0s0b0n0
  bmc_mac: de:ca:fc:00:00:01
  bmc_ip: 172.16.0.1
  group: compute
  groups: [gpu, compute]
  interfaces:
  - mac_addr: 02:00:00:00:00:01
    ip_addrs:
    - name: management
      ip_addr: 172.20.0.1
    - network: hsn
      ip_addr: fd00::1
`,
    "/somewhere/frontier.yaml",
  );
  expect(problems).toEqual([]);
  expect(entries).toEqual([
    {
      file: "frontier.yaml",
      line: 2,
      kind: "Node",
      name: "nid000001",
      labels: {},
      annotations: {},
      owners: [{ kind: "Cluster", name: "frontier", controller: true, blockOwnerDeletion: true, create: true }],
      spec: {
        xname: "x1000c0s0b0n0",
        nid: 1,
        groups: ["compute", "gpu"],
        bmc: { mac: "de:ca:fc:00:00:01", ip: "172.16.0.1" },
        interfaces: [
          {
            mac: "02:00:00:00:00:01",
            ips: [
              { name: "management", address: "172.20.0.1" },
              { name: "hsn", address: "fd00::1" },
            ],
          },
        ],
      },
      initialSpec: { desiredPower: "on" },
      partial: true,
    },
  ]);
});

test("a bare list of nodes is read as one under nodes: is", () => {
  const node = "- name: a\n  xname: x0c0s0b0n0\n";
  expect(read(node).entries[0]?.spec).toEqual(read(`nodes:\n${node}`).entries[0]?.spec);
});

test("the fleet that is shipped to try things with can be read", () => {
  const { entries, problems } = read(readFileSync("resources/fleets/demo.yaml"));
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(12);
});

test("our own resources are read from several documents, from a list, from items, and from JSON", () => {
  const json = { kind: "Device", metadata: { name: "web" }, spec: { desired: "running" } };
  for (const content of [
    device,
    `---\n${device}---\n`,
    JSON.stringify(json),
    JSON.stringify([json]),
    JSON.stringify({ kind: "List", items: [json] }, undefined, 2),
    `items:\n- ${device.replaceAll("\n", "\n  ").trim()}\n`,
  ]) {
    const { entries, problems } = read(content);
    expect(problems).toEqual([]);
    expect(entries).toMatchObject([{ kind: "Device", name: "web", spec: { desired: "running" }, partial: false }]);
  }
});

test("a resource can be pasted with all that the engine has added to it", () => {
  const metadata = {
    uid: "dev-123",
    name: "web",
    labels: { rack: "r1" },
    annotations: {},
    ownerReferences: [],
    finalizers: ["a"],
    generation: 3,
    resourceVersion: "17",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
  const pasted = { apiVersion: "fabrica.io/v1", kind: "Device", metadata, spec: { desired: "stopped" }, status: {} };
  const { entries, problems } = read(JSON.stringify(pasted));
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([{ uid: "dev-123", labels: { rack: "r1" }, owners: [] }]);
});

test("what is wrong is told with its line and its name, and takes nothing along that is right", () => {
  const text = `${device}---\n${device.replace("web", "api").replace("running", "on fire")}---\n${device.replace("web", "db")}`;
  const { entries, problems } = read(text);
  expect(entries.map(({ name }) => name)).toEqual(["web", "db"]);
  expect(problems).toEqual([
    { file: "fleet.yaml", line: 11, name: "api", message: 'spec.desired: must be "running" or "stopped"' },
  ]);
});

test("a mistake in the syntax of one item takes no other item along", () => {
  const { entries, problems } = read(
    "- name: a\n  xname: x0c0s0b0n0\n- name: [b\n  xname: x0c0s0b0n1\n- name: c\n  xname: x0c0s0b0n2\n",
  );
  expect(entries.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(problems).toMatchObject([{ line: 4, message: expect.stringContaining("is not valid YAML") }]);
});

test.each([
  ["an unknown kind", "kind: Toaster\nmetadata: {name: a}\nspec: {}\n", 1, 'kind: there is no kind "Toaster"'],
  ["no kind at all", "a: 1\n", 1, 'is neither a resource, which has a "kind", nor a node'],
  ["a text instead of fields", "just some words\n", 1, "it has no fields"],
  ["a missing name", "kind: Device\nmetadata: {}\nspec: {desired: running}\n", 2, "metadata.name: is missing"],
  ["a missing field of the spec", "kind: Device\nmetadata: {name: a}\nspec: {}\n", 3, "spec.desired: is missing"],
  ["an unknown field", `${device}  colour: red\n`, 6, "spec.colour: is not a field"],
  ["a name that is no name", device.replace("web", "a/b"), 3, 'metadata.name is "a/b"'],
  ["a label that is no label", device.replace("name: web", "name: web\n  labels: {a b: c}"), 4, "metadata.labels"],
  ["a number for a name", device.replace("web", "1"), 3, "metadata.name: must be a string"],
  ["a field that is there twice", `${device}kind: Device\n`, 6, "Map keys must be unique"],
  ["an xname of something else", "- name: a\n  xname: x1000c0\n", 2, "xname: must be the xname of a node"],
  ["a wrong MAC address", "- name: a\n  xname: x0c0s0b0n0\n  bmc_mac: 12:34\n", 3, "bmc_mac: must be a MAC address"],
  ["a wrong IP address", "- name: a\n  xname: x0c0s0b0n0\n  bmc_ip: 300.1.1.1\n", 3, "bmc_ip: must be an IP address"],
  ["a tab", "kind:\n\t- a\n", 2, "is not valid YAML"],
  ["broken JSON", '[{"kind": "Device",\n"metadata": }]', 2, "metadata"],
  ["an unknown alias", "kind: *nothing\n", 1, "is not valid YAML"],
])("%s is told with its line", (_what, content, line, message) => {
  const [problem, ...more] = problemsOf(content);
  expect(more).toEqual([]);
  expect(problem?.message).toContain(message);
  expect(problem?.line).toBe(line);
});

test("a binary file is refused", () => {
  expect(problemsOf("a\n\0")).toEqual([
    { file: "fleet.yaml", line: 2, message: "is not a text file: it holds a zero byte" },
  ]);
  expect(problemsOf(Uint8Array.of(0xff, 0xfe, 0x41))).toEqual([
    { file: "fleet.yaml", message: "is not a text file in UTF-8" },
  ]);
});

test("a file that is too large is refused", () => {
  const [problem] = problemsOf(new Uint8Array(MAX_FILE_BYTES + 1));
  expect(problem?.message).toContain("65 MiB; 64 MiB are the most");
});

test("one document that is too large to be read at once is refused with a way out", () => {
  const [problem] = problemsOf(`kind: Device\nspec: {config: ${"x".repeat(5 * 2 ** 20)}}\n`);
  expect(problem?.message).toMatch(/one YAML document of 5 MiB.*several documents/);
});

test("a file with nothing in it says so", () => {
  for (const content of ["", "# only words\n", "---\n---\n", "nodes: []\n", "[]"]) {
    expect(problemsOf(content)).toEqual([{ file: "fleet.yaml", message: "holds nothing to import" }]);
  }
});

test("an alias bomb is defused", () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? '"x"' : Array.from({ length: 9 }, () => `*l${level - 1}`).join(", ");
    return `l${level}: &l${level} [${inner}]\n`;
  });
  const [problem] = problemsOf(levels.join(""));
  expect(problem?.message).toContain("alias bomb");
});

test("nesting without end is refused, quickly", () => {
  const started = performance.now();
  for (const deep of ["[".repeat(20_000), `kind: Device\nspec: ${"[".repeat(20_000)}`, '{"a":'.repeat(20_000)]) {
    expect(problemsOf(deep)).toHaveLength(1);
  }
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("an alias within a document is a copy", () => {
  const { entries, problems } = read(
    "- name: a\n  xname: x0c0s0b0n0\n  interfaces: &same\n  - mac_addr: 02:00:00:00:00:01\n- name: b\n  xname: x0c0s0b0n1\n  interfaces: *same\n",
  );
  expect(problems).toEqual([]);
  expect(entries[1]?.spec["interfaces"]).toEqual(entries[0]?.spec["interfaces"]);
});

test("lines may end as they do on Windows", () => {
  const text = "nodes:\n- name: a\n  xname: x0c0s0b0n0\n# comment\n- name: b\n  xname: x0c0\n";
  const { entries, problems } = read(text.replaceAll("\n", "\r\n"));
  expect(entries).toMatchObject([{ name: "a", line: 2 }]);
  expect(problems).toMatchObject([{ name: "b", line: 6 }]);
});

test("keys that mean something to JavaScript do nothing here", () => {
  const spec = "{desired: running, __proto__: {config: x}}";
  const { entries } = read(`kind: Device\nmetadata: {name: a, labels: {__proto__: x}}\nspec: ${spec}\n`);
  expect(entries[0]?.spec["config"]).toBeUndefined();
  expect(entries[0]?.labels).toEqual({});
});

test("a byte order mark is read over", () => {
  expect(read(`\uFEFF${device}`).entries).toHaveLength(1);
});
