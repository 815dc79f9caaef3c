import type { ResourceDraft } from "../../app/resource/resource.ts";

/** A device as fleets have them: some 600 bytes of JSON with its status. */
export function sampleDevice(index: number): ResourceDraft {
  return {
    kind: "Device",
    metadata: {
      name: `nid${String(index).padStart(6, "0")}`,
      labels: { rack: `r${index % 400}` },
    },
    spec: { desired: "running", config: `image-${index % 17}`, driver: { type: "simulator", bootMs: 1_200 } },
  };
}

export function sampleStatus(): Record<string, unknown> {
  const at = "2026-01-01T00:00:00.000Z";
  return {
    state: "running",
    lastSeen: at,
    observedGeneration: 1,
    conditions: [
      {
        type: "Ready",
        status: "True",
        reason: "Running",
        message: "It runs",
        lastTransitionTime: at,
        observedGeneration: 1,
      },
      {
        type: "Reconciled",
        status: "True",
        reason: "ReconcileSucceeded",
        message: "",
        lastTransitionTime: at,
        observedGeneration: 1,
      },
    ],
  };
}
