import { describe, expect, it } from "vitest";
import { readinessLook, whyText } from "./row-state.ts";

const settled = {
  ready: "True",
  progressing: false,
  stuck: false,
  deleting: false,
  generation: 2,
  observedGeneration: 2,
} as const;

describe("readinessLook", () => {
  it("is calm about what is as it should be", () => {
    expect(readinessLook(settled)).toEqual({ shape: "disc", tone: "calm", word: "Ready" });
  });

  it("says that a change is on its way rather than that all is well", () => {
    expect(readinessLook({ ...settled, generation: 3 }).word).toBe("Changing");
  });

  it("alarms only where nothing changes without a person", () => {
    expect(readinessLook({ ...settled, ready: "False" }).tone).toBe("warn");
    expect(readinessLook({ ...settled, ready: "False", stuck: true }).tone).toBe("alarm");
  });

  it("does not worry about what is being worked on", () => {
    expect(readinessLook({ ...settled, ready: "False", progressing: true })).toMatchObject({
      tone: "busy",
      word: "In progress",
    });
  });

  it("tells what was never seen from what is not known", () => {
    const { observedGeneration: _, ...unseen } = settled;
    expect(readinessLook({ ...unseen, ready: "Unknown" }).word).toBe("Not seen yet");
    expect(readinessLook({ ...settled, ready: "Unknown" }).word).toBe("Unknown");
  });
});

describe("whyText", () => {
  const row = { kind: "Node", name: "nid000012", generation: 1 };

  it("leaves out the name that stands beside it", () => {
    const message = "Node nid000012 is off but should be on";
    expect(whyText({ ...row, observedGeneration: 1, message })).toBe("is off but should be on");
  });

  it("keeps what is about something else", () => {
    const message = "Node nid0000123 is off";
    expect(whyText({ ...row, message })).toBe(message);
  });

  it("does not say of what was changed since how it stood before", () => {
    const text = whyText({ ...row, generation: 2, observedGeneration: 1, message: "Node nid000012 is on" });
    expect(text).toBe("was changed and is not reconciled yet");
  });
});
