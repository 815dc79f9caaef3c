import { describe, expect, it } from "vitest";
import { desiredChoice } from "./desired-choice.ts";

describe("desiredChoice", () => {
  it("finds what a kind lets one wish for", () => {
    const schema = {
      type: "object",
      properties: { nid: { type: "integer" }, desiredPower: { title: "Desired power", enum: ["on", "off"] } },
    };
    expect(desiredChoice(schema)).toEqual({ property: "desiredPower", title: "Desired power", values: ["on", "off"] });
  });

  it("offers nothing where there is nothing to choose", () => {
    expect(desiredChoice({ type: "object", properties: { nodes: { type: "array" } } })).toBeUndefined();
    expect(desiredChoice({ type: "object", properties: { desiredSize: { type: "integer" } } })).toBeUndefined();
    expect(desiredChoice({})).toBeUndefined();
  });
});
