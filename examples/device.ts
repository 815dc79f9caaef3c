/**
 * The complete example of Fabrica's guide: a device that is stopped and should be running. Run it with `npm run example`.
 */
import {
  BaseReconciler,
  Controller,
  InMemoryEventBus,
  InMemoryStorage,
  newDefaultLogger,
  newResourceEvent,
  type Condition,
  type ReconcileContext,
  type Reconciler,
  type Resource,
  type Result,
} from "../app/index.ts";

interface DeviceSpec {
  desired: "running" | "stopped";
  config: string;
}

interface DeviceStatus {
  state: "running" | "stopped";
  lastSeen?: string;
  conditions?: Condition[];
}

type Device = Resource<DeviceSpec, DeviceStatus>;

const FIVE_MINUTES_MS = 5 * 60_000;

class DeviceReconciler extends BaseReconciler implements Reconciler<Device> {
  getResourceKind(): string {
    return "Device";
  }

  async reconcile(ctx: ReconcileContext, device: Device): Promise<Result> {
    const { uid } = device.metadata;
    const { desired } = device.spec;
    this.logger.info(`Reconciling device ${uid} (desired: ${desired}, current: ${device.status.state})`);

    if (desired === "running" && device.status.state !== "running") {
      this.logger.info(`Starting device ${uid}`);
      device.status.state = "running";
      device.status.lastSeen = new Date().toISOString();
      this.setCondition(device, "Ready", "True", "DeviceRunning", "Device is running");
      await this.updateStatus(ctx, device);
      await this.emitEvent(ctx, "io.example.device.started", device);
    }
    if (desired === "stopped" && device.status.state !== "stopped") {
      this.logger.info(`Stopping device ${uid}`);
      device.status.state = "stopped";
      this.setCondition(device, "Ready", "False", "DeviceStopped", "Device is stopped");
      await this.updateStatus(ctx, device);
      await this.emitEvent(ctx, "io.example.device.stopped", device);
    }

    return { requeueAfter: FIVE_MINUTES_MS };
  }
}

const eventBus = new InMemoryEventBus(1000, 10);
eventBus.start();
const storage = new InMemoryStorage();
const controller = new Controller(eventBus, storage);
controller.registerReconciler(new DeviceReconciler({ eventBus, logger: newDefaultLogger() }));
await controller.start();

const reconciled = new Promise<void>((resolve) => {
  eventBus.subscribe("io.fabrica.condition.Reconciled", () => resolve());
});

const device = await storage.save<Device>("Device", "dev-123", {
  apiVersion: "fabrica.io/v1",
  kind: "Device",
  metadata: {
    uid: "dev-123",
    name: "dev-123",
    labels: {},
    annotations: {},
    ownerReferences: [],
    finalizers: [],
    generation: 1,
    resourceVersion: "",
    createdAt: "",
    updatedAt: "",
  },
  spec: { desired: "running", config: "default" },
  status: { state: "stopped" },
});
await eventBus.publish(newResourceEvent("io.example.device.created", "Device", device.metadata.uid, device));

await reconciled;
await controller.stop();
await eventBus.close();
