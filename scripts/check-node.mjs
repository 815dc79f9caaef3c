// Imported first of all, before anything that an older Node can't read.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const wanted = String(engines.node).replace(/^>=/, "");

/** @param {string} version */
const asNumber = (version) => version.split(".").reduce((sum, part) => sum * 1000 + Number(part), 0);

if (asNumber(process.versions.node) < asNumber(wanted)) {
  console.error(
    `This needs Node ${wanted} or newer, and this is ${process.versions.node}. Get one from https://nodejs.org.`,
  );
  process.exit(1);
}
