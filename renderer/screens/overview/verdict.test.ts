import { describe, expect, it } from "vitest";
import type { KindSummary } from "../../../shared/model.ts";
import { fleetVerdict } from "./verdict.ts";

const nodes: KindSummary = {
  kind: "Node",
  plural: "Nodes",
  total: 1_024,
  ready: 1_024,
  notReady: 0,
  unknown: 0,
  deleting: 0,
  unobserved: 0,
};

describe("fleetVerdict", () => {
  it("is calm when everything is ready", () => {
    expect(fleetVerdict([nodes])).toMatchObject({
      tone: "calm",
      text: "The fleet is as it should be",
      detail: "1,024 of 1,024 resources ready",
    });
  });

  it("warns of what was looked at and does not answer, which what is still to be looked at does not", () => {
    const silent = { ...nodes, ready: 1_020, unknown: 4, unobserved: 1 };
    expect(fleetVerdict([silent])).toMatchObject({ tone: "warn", text: "3 resources do not answer" });
    expect(fleetVerdict([{ ...silent, unobserved: 4 }])).toMatchObject({ tone: "busy" });
  });

  it("is not calm while all work is paused", () => {
    const pause = { reason: "the hall is dark", actor: "ada", since: 0 };
    expect(fleetVerdict([nodes], [pause])).toMatchObject({ tone: "warn", text: "All work is paused" });
    expect(fleetVerdict([nodes], [{ ...pause, kind: "Device" }])).toMatchObject({ tone: "calm" });
    expect(fleetVerdict([{ ...nodes, notReady: 1 }], [pause]).detail).toContain("All work is paused");
  });

  it("is not calm while what has work waiting is paused", () => {
    const changed = { ...nodes, unobserved: 10 };
    expect(fleetVerdict([changed], [], 10)).toMatchObject({
      tone: "warn",
      text: "10 resources have work waiting, but are paused",
    });
    expect(fleetVerdict([{ ...changed, notReady: 1 }], [], 1).detail).toContain("1 resource has work waiting");
  });

  it("counts what does not answer among what is not as it should be", () => {
    const verdict = fleetVerdict([{ ...nodes, ready: 1_020, notReady: 1, unknown: 3 }]);
    expect(verdict.text).toBe("4 resources are not as they should be");
    expect(verdict.detail).toContain("3 of them do not answer");
  });

  it("counts what is not ready over all kinds", () => {
    const verdict = fleetVerdict([
      { ...nodes, ready: 1_021, notReady: 3 },
      { ...nodes, kind: "Device", total: 2, ready: 1, notReady: 1 },
    ]);
    expect(verdict.text).toBe("4 resources are not as they should be");
  });

  it("speaks of one resource in the singular", () => {
    expect(fleetVerdict([{ ...nodes, ready: 1_023, notReady: 1 }]).text).toBe("1 resource is not as it should be");
  });

  it("does not call well what nobody has looked at yet", () => {
    const verdict = fleetVerdict([{ ...nodes, ready: 1_000, unknown: 24, unobserved: 24 }]);
    expect(verdict.tone).toBe("busy");
    expect(verdict.detail).toBe("1,000 of 1,024 resources ready · 24 not known yet · 24 changes on the way");
  });
});
