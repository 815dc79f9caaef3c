import type { Logger } from "../../app/logger.ts";

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
