import { rm } from "node:fs/promises";
import path from "node:path";

/**
 * electron-builder's hook. The runtime for closed networks brings a default application along, which a package must not.
 *
 * @param {{ appOutDir: string, packager: { getResourcesDir: (appOutDir: string) => string } }} context
 */
export default async function afterPack({ appOutDir, packager }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), "default_app.asar"), { force: true });
}
