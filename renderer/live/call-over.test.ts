import { describe, expect, it } from "vitest";
import { callOver } from "./call-over.ts";
import { FakeBridge } from "./testing/fake-bridge.ts";

function answering(answer: FakeBridge["answer"]): FakeBridge {
  const bridge = new FakeBridge();
  bridge.answer = answer;
  return bridge;
}

describe("call", () => {
  it("resolves with the reply", async () => {
    const bridge = answering((name, request) => ({
      ok: true,
      value: { created: name === "demo.create" && request ? 3 : 0 },
    }));
    expect(await callOver(bridge, "demo.create", { nodes: 2 })).toEqual({ created: 3 });
  });

  it("rejects with the engine's reason: code, field and words", async () => {
    const bridge = answering(() => ({
      ok: false,
      error: { code: "Invalid", message: "nodes: too many", field: "nodes" },
    }));
    await expect(callOver(bridge, "demo.create", {})).rejects.toMatchObject({
      name: "CallFailure",
      code: "Invalid",
      message: "nodes: too many",
      field: "nodes",
    });
  });

  it("rejects a reply that does not fit the contract, and says which", async () => {
    const bridge = answering(() => ({ ok: true, value: { created: "three" } }));
    await expect(callOver(bridge, "demo.create", {})).rejects.toThrow(/demo\.create does not fit the contract/);
  });
});
