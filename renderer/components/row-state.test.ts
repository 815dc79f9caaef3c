import { describe, expect, it } from "vitest";
import { readinessLook } from "./row-state.ts";

const settled = { ready: "True", reason: "On", deleting: false, generation: 2, observedGeneration: 2 } as const;

describe("readinessLook", () => {
  it("is calm about what is as it should be", () => {
    expect(readinessLook(settled)).toEqual({ shape: "disc", tone: "calm", word: "Ready" });
  });

  it("says that a change is on its way rather than that all is well", () => {
    expect(readinessLook({ ...settled, generation: 3 }).word).toBe("Changing");
  });

  it("alarms only where no retry helps", () => {
    expect(readinessLook({ ...settled, ready: "False", reason: "Booting" }).tone).toBe("warn");
    expect(readinessLook({ ...settled, ready: "False", reason: "TerminalError" }).tone).toBe("alarm");
  });

  it("tells what was never seen from what is not known", () => {
    const { observedGeneration: _, ...unseen } = settled;
    expect(readinessLook({ ...unseen, ready: "Unknown" }).word).toBe("Not seen yet");
    expect(readinessLook({ ...settled, ready: "Unknown" }).word).toBe("Unknown");
  });
});
