import { open } from "node:fs/promises";
import { EngineError } from "../../app/errors.ts";
import { type ImportSource, MAX_FILE_BYTES } from "../../app/fleet/decode.ts";
import type { FleetPreview, ImportResult } from "../../app/fleet/imports.ts";
import { Listeners } from "../../app/listeners.ts";
import { NewestOf } from "../../app/newest-of.ts";
import { explainFileError } from "../files/explain-file-error.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import type { EngineContext } from "./engine-context.ts";

/** A preview holds all that it would write: of more than so many the oldest is forgotten. */
const MAX_PREVIEWS = 4;

/** An import that is under way. */
interface Running {
  done: number;
  total: number;
  readonly stop: AbortController;
}

interface ImportHandlers {
  calls: CallHandlers<"import.preview" | "import.apply" | "import.stop">;
  streams: StreamHandlers<"importProgress">;
}

/** Import in two steps: what it would do, then to do just that. */
export function importHandlers({ engine, host, actor }: EngineContext): ImportHandlers {
  const previews = new NewestOf<FleetPreview>(MAX_PREVIEWS);
  /** By the preview's id. */
  const running = new Map<string, Running>();
  const listeners = new Listeners();

  const apply = async (preview: FleetPreview, skipWrong: boolean): Promise<ImportResult> => {
    const run: Running = { done: 0, total: preview.matches.length, stop: new AbortController() };
    running.set(preview.id, run);
    const onProgress = (done: number): void => {
      run.done = done;
      listeners.tell();
    };
    try {
      return await engine.imports.apply(preview, { skipWrong, actor, signal: run.stop.signal, onProgress });
    } finally {
      running.delete(preview.id);
      listeners.tell();
    }
  };

  return {
    calls: {
      "import.preview": async ({ source }, { window }) => {
        const sources =
          source.from === "text"
            ? [{ name: source.name, content: source.text }]
            : await Promise.all((await host.ask({ ask: "import-files", window })).map(readSource));
        if (sources.length === 0) return null;
        const preview = await engine.imports.preview(sources);
        previews.set(preview.id, preview);
        const { matches: _, items, problems, ...counts } = preview;
        return { ...counts, items: [...items], problems: [...problems] };
      },
      "import.apply": async ({ id, skipWrong }) => {
        const preview = previews.get(id);
        if (preview === undefined) {
          throw new EngineError(
            "NotFound",
            "This preview is no longer kept. Choose the file again to see what it would change.",
          );
        }
        // Before anything is written, so that it is not applied twice at once.
        previews.delete(id);
        const result = await apply(preview, skipWrong).catch((error: unknown) => {
          previews.set(preview.id, preview);
          throw error;
        });
        const { created, changed, wrong } = result;
        host.tell({ type: "import", created, changed, problems: wrong });
        return result;
      },
      "import.stop": ({ id }) => {
        running.get(id)?.stop.abort();
        return {};
      },
    },
    streams: {
      importProgress: ({ id }, changed) => ({
        next: () => {
          const run = running.get(id);
          return { progress: run === undefined ? null : { done: run.done, total: run.total } };
        },
        close: listeners.add(changed),
      }),
    },
  };
}

/**
 * Reads a file to import, unless it is too large to be looked at.
 * @throws {EngineError} `Unavailable` when it cannot be read, `Invalid` when it is too large.
 */
export async function readSource(file: string): Promise<ImportSource> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > MAX_FILE_BYTES) throw tooLarge(file, size);
      return { name: file, content: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw explainFileError(error, "read", file);
  }
}

function tooLarge(file: string, size: number): EngineError {
  const [has, most] = [size, MAX_FILE_BYTES].map((bytes) => Math.ceil(bytes / 2 ** 20));
  return new EngineError("Invalid", `${file} has ${has} MiB; ${most} MiB are the most. Import it in parts.`);
}
