import { expect, test } from "vitest";
import type { Path } from "../forms/path.ts";
import type { FieldProblem } from "../forms/validate-spec.ts";
import { enclosingPath, locateProblems, readYaml, writeYaml } from "./yaml-document.ts";

const text = `metadata:
  name: dev-1
spec:
  desired: off
  interfaces:
    - mac: 02:00
    - ip: 10.0.0.1
`;

function problemAt(path: Path, message: string): FieldProblem {
  return { path, message, unknownKeys: [] };
}

test("what was written is read back", () => {
  const value = { spec: { desired: "running", labels: { a: "1" }, list: [1, "2", null] } };
  expect(readYaml(writeYaml(value)).value).toEqual(value);
});

test("a text that is not YAML has a problem with its place, and no value", () => {
  const reading = readYaml("spec:\n  desired: [running\n");
  expect(reading.value).toBeUndefined();
  expect(reading.problems[0]?.from).toBeGreaterThan(0);
});

test("aliases that would explode are a problem rather than a full memory", () => {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`);
  expect(readYaml(["l0: &l0 [x]", ...levels].join("\n")).problems).toHaveLength(1);
});

test("an error is located at the key of its field", () => {
  const { document } = readYaml(text);
  const [problem] = locateProblems(document, [problemAt(["spec", "desired"], "must be running or stopped")]);
  expect(text.slice(problem?.from, problem?.to)).toBe("desired");
});

test("an error about a missing field is located at the nearest parent that is there", () => {
  const { document } = readYaml(text);
  const [problem] = locateProblems(document, [problemAt(["spec", "bmc", "ip"], "is missing")]);
  expect(text.slice(problem?.from, problem?.to)).toBe("spec");
});

test("a key that should not be there is marked itself", () => {
  const { document } = readYaml(text);
  const wrong = { ...problemAt(["spec"], "has no field named desired"), unknownKeys: ["desired"] };
  const [problem] = locateProblems(document, [wrong]);
  expect(text.slice(problem?.from, problem?.to)).toBe("desired");
});

test("a key with a dot is one step of a path", () => {
  const labelled = "labels:\n  a.b/c: 5\n";
  const [problem] = locateProblems(readYaml(labelled).document, [problemAt(["labels", "a.b/c"], "must be text")]);
  expect(labelled.slice(problem?.from, problem?.to)).toBe("a.b/c");
});

test("the path around an offset is known by indentation", () => {
  expect(enclosingPath(text, text.indexOf("desired"))).toEqual(["spec"]);
  expect(enclosingPath(text, text.indexOf("ip:"))).toEqual(["spec", "interfaces"]);
  expect(enclosingPath(text, 0)).toEqual([]);
});
