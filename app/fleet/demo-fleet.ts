import { newUid } from "../resource/identifiers.ts";
import { setControllerReference } from "../resource/owner-reference.ts";
import type { Resource, ResourceDraft } from "../resource/resource.ts";
import type { Client } from "../reconcile/client.ts";
import { inBatches } from "./in-batches.ts";

const RACKS_OF_A_SMALL_FLEET = 4;
const NODES_PER_RACK = 256;
const FIRST_RACK = 1000;

/**
 * Makes a cluster of simulated nodes, spread over racks, and a few devices, one slow and one flaky. Names that are taken
 * get a number.
 * @returns how many resources it made.
 */
export async function createDemoFleet(client: Client, options: { nodes: number; actor?: string }): Promise<number> {
  const origin = options.actor === undefined ? {} : { actor: options.actor };
  const name = await freeName(client, "Cluster", "demo");
  const cluster: Resource = await client.create({ kind: "Cluster", metadata: { name }, spec: {} }, origin);
  let created = 1;
  await inBatches(demoResources(cluster, options.nodes), async (draft) => {
    await client.create(draft, origin);
    created++;
  });
  return created;
}

function* demoResources(cluster: Resource, nodes: number): Generator<ResourceDraft> {
  for (const draft of demoDevices(cluster.metadata.name)) yield draft;
  const perRack = Math.min(Math.ceil(nodes / RACKS_OF_A_SMALL_FLEET), NODES_PER_RACK);
  for (let index = 0; index < nodes; index++) {
    const draft = demoNode(index, Math.floor(index / perRack), index % perRack);
    setControllerReference(cluster, draft);
    yield draft;
  }
}

function demoNode(index: number, rack: number, place: number): ResourceDraft {
  const nid = index + 1;
  const cabinet = `x${FIRST_RACK + rack}`;
  const [chassis, slot, bmc, node] = [place >> 5, (place >> 2) & 7, (place >> 1) & 1, place & 1];
  const bytes = [(nid >> 16) & 255, (nid >> 8) & 255, nid & 255];
  const mac = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
  const [high = 0, ...low] = bytes;
  return {
    kind: "Node",
    metadata: { uid: newUid(), name: `nid${String(nid).padStart(6, "0")}`, labels: { rack: cabinet } },
    spec: {
      xname: `${cabinet}c${chassis}s${slot}b${bmc}n${node}`,
      nid,
      desiredPower: "on",
      groups: rack === 0 ? ["compute", "gpu"] : ["compute"],
      bmc: { mac: `de:ca:fc:${mac}`, ip: ["10", high, ...low].join(".") },
      interfaces: [
        { mac: `02:00:00:${mac}`, ips: [{ name: "management", address: ["10", 128 + high, ...low].join(".") }] },
      ],
      // Spread out, so that one sees it happen: from three to nine seconds.
      simulator: { bootMs: 3_000 + ((index * 1_741) % 6_000) },
    },
  };
}

function* demoDevices(fleet: string): Generator<ResourceDraft> {
  const devices = [
    { name: "web", spec: { desired: "running", config: "default" } },
    { name: "database", spec: { desired: "running", config: "replicas: 2" } },
    { name: "slow", spec: { desired: "running", config: "default", simulator: { latencyMs: 400, bootMs: 12_000 } } },
    { name: "flaky", spec: { desired: "running", config: "default", simulator: { failureRate: 0.15 } } },
    { name: "spare", spec: { desired: "stopped" } },
  ];
  for (const { name, spec } of devices) {
    yield { kind: "Device", metadata: { name: `${fleet}-${name}`, labels: { fleet } }, spec };
  }
}

async function freeName(client: Client, kind: string, wanted: string): Promise<string> {
  const taken = new Set((await client.list(kind)).map(({ metadata }) => metadata.name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
