import type { Engine } from "../../app/engine.ts";
import type { Logger } from "../../app/logger.ts";
import { readSource } from "./import-handlers.ts";

/** Imports files as `--import` does: what is right in them is written, what is wrong is logged. */
export async function importUnasked(
  files: readonly string[],
  engine: Engine,
  actor: string,
  logger: Logger,
): Promise<void> {
  for (const file of files) {
    try {
      const preview = await engine.imports.preview([await readSource(file)]);
      const { problems, ...counts } = await engine.imports.apply(preview, { skipWrong: true, actor });
      logger.info(`Imported ${file}`, counts);
      for (const { line, name, message } of problems) {
        logger.warn("Could not import", { file, line, name, reason: message });
      }
    } catch (error) {
      logger.error(`Could not import ${file}`, { error });
    }
  }
}
