import { z } from "zod";

/** Joins the bench (through Electron's main thread) and the load in the engine's thread. */
export const LOAD_CHANNEL = "fabrica-bench-load";
/** How many changes a second there are from the start on. */
export const LOAD_VARIABLE = "FABRICA_BENCH_CHANGES_PER_SECOND";

/** What the load did since it was asked last. */
export const loadReport = z.object({ written: z.number(), elapsedMs: z.number() });
export type LoadReport = z.output<typeof loadReport>;
