import { expect, test } from "vitest";
import { enclosingPath, locateErrors, readYaml, writeYaml } from "./yaml-document.ts";

const text = `metadata:
  name: dev-1
spec:
  desired: off
  interfaces:
    - mac: 02:00
    - ip: 10.0.0.1
`;

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
  const [problem] = locateErrors(document, { "spec.desired": "must be running or stopped" });
  expect(text.slice(problem?.from, problem?.to)).toBe("desired");
});

test("an error about a missing field is located at the nearest parent that is there", () => {
  const { document } = readYaml(text);
  const [problem] = locateErrors(document, { "spec.bmc.ip": "is missing" });
  expect(text.slice(problem?.from, problem?.to)).toBe("spec");
});

test("the path around an offset is known by indentation", () => {
  expect(enclosingPath(text, text.indexOf("desired"))).toEqual(["spec"]);
  expect(enclosingPath(text, text.indexOf("ip:"))).toEqual(["spec", "interfaces"]);
  expect(enclosingPath(text, 0)).toEqual([]);
});
