import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { EngineError, hasCode } from "../errors.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import { quote } from "../quote.ts";
import type { Client } from "../reconcile/client.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";
import type { ImportSource } from "./decode.ts";
import type { FleetEntry } from "./entry.ts";
import { inBatches } from "./in-batches.ts";
import { type Match, type Matching, matchEntries } from "./match.ts";
import type { ImportProblem } from "./problem.ts";
import { readEntries } from "./read-entries.ts";
import type { Twin } from "./twins.ts";
import { wantedFor } from "./wanted.ts";

export interface PreviewItem {
  kind: string;
  name: string;
  verdict: "new" | "changed" | "same";
  /** Dotted paths that differ. */
  changes: string[];
}

/** What an import would do. Applying it does just that. */
export interface FleetPreview {
  readonly id: string;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly wrong: number;
  /** The first of what changes, of what is new and of what is the same, for the eye. */
  readonly items: readonly PreviewItem[];
  /** The first of what is wrong. */
  readonly problems: readonly ImportProblem[];
  /** How many new ones may be what is there already under another owner, and the first of them. */
  readonly twins?: { count: number; first: Twin };
  /** What applying it goes by. */
  readonly matches: readonly Match[];
}

export interface ImportResult {
  created: number;
  changed: number;
  unchanged: number;
  /** How much was wrong before, or could not be written now. */
  wrong: number;
  /** The first of that. */
  problems: ImportProblem[];
  /** How much of what was to be written was not looked at, because it was ended early. */
  left: number;
}

export interface PreviewOptions {
  /** The cluster that the nodes of an OpenCHAMI file belong to; called as the file by default. */
  cluster?: string;
}

export interface ApplyOptions {
  /** Leave out what is wrong; otherwise nothing is written when anything is. */
  skipWrong?: boolean;
  /** Who imports. */
  actor?: string;
  /** Ends it early. What is written by then stays. */
  signal?: AbortSignal;
  /** Called after each resource, whatever came of it, with how many of all it has been through. */
  onProgress?: (done: number, total: number) => void;
}

const MAX_ITEMS = 500;
const MAX_PROBLEMS = 1_000;
/** A status is written all the time, and each write makes the version that was read stale. */
const MAX_UPDATE_ATTEMPTS = 20;

interface ImportParts {
  storage: Storage;
  client: Client;
  kinds: KindRegistry;
}

/** Brings what stands in files into the fleet. */
export class FleetImports {
  readonly #parts: ImportParts;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /** Reads the files and compares them with what is there. Writes nothing; what is wrong is told, not thrown. */
  async preview(sources: readonly ImportSource[], options: PreviewOptions = {}): Promise<FleetPreview> {
    const { storage, kinds } = this.#parts;
    const entries: FleetEntry[] = [];
    const problems: ImportProblem[] = [];
    for (const source of sources) {
      for (const readings of readEntries(source, kinds, options.cluster)) {
        for (const reading of readings) {
          if ("entry" in reading) entries.push(reading.entry);
          else problems.push(reading.problem);
        }
        await setImmediate();
      }
    }
    const matching = await matchEntries(entries, storage, kinds);
    return summarise(matching, [...problems, ...matching.problems]);
  }

  /**
   * Writes what the preview says: owners first, many at a time. What cannot be written is a problem in the result and
   * stops nothing but what it owns.
   * @throws {EngineError} `Invalid` when something is wrong and `skipWrong` is not set; then nothing is written.
   */
  async apply(preview: FleetPreview, options: ApplyOptions = {}): Promise<ImportResult> {
    if (preview.wrong > 0 && options.skipWrong !== true) {
      const [first] = preview.problems;
      throw new EngineError(
        "Invalid",
        `${preview.wrong} of what is in the files cannot be imported, so nothing was written. The first: ${first?.message}`,
      );
    }
    const run = new ImportRun(this.#parts, preview.matches.length, options);
    for (const level of byDepth(preview.matches)) {
      await inBatches(level, (match) => run.write(match));
    }
    const { created, changed, wrong, problems, left } = run;
    return {
      created,
      changed,
      unchanged: preview.unchanged,
      wrong: preview.wrong + wrong,
      problems: [...preview.problems, ...problems].slice(0, MAX_PROBLEMS),
      left,
    };
  }
}

class ImportRun {
  created = 0;
  changed = 0;
  wrong = 0;
  /** The first of what was wrong. */
  readonly problems: ImportProblem[] = [];
  /** How many it has not been through. */
  left: number;
  readonly #parts: ImportParts;
  readonly #total: number;
  readonly #options: Pick<ApplyOptions, "signal" | "onProgress">;
  readonly #origin: { actor?: string };
  /** The uids of what was to be made and could not. */
  readonly #missing = new Set<string>();

  constructor(parts: ImportParts, total: number, { actor, ...options }: ApplyOptions) {
    this.#parts = parts;
    this.#total = total;
    this.left = total;
    this.#options = options;
    this.#origin = actor === undefined ? {} : { actor };
  }

  async write(match: Match): Promise<void> {
    const { signal, onProgress } = this.#options;
    if (signal?.aborted === true) return;
    await this.#write(match);
    this.left--;
    onProgress?.(this.#total - this.left, this.#total);
  }

  async #write(match: Match): Promise<void> {
    try {
      if (match.verdict === "new") {
        await this.#create(match);
        this.created++;
      } else {
        await this.#update(match);
        this.changed++;
      }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (match.verdict === "new") this.#missing.add(match.uid);
      const { file, line, name } = match.entry;
      this.wrong++;
      if (this.problems.length < MAX_PROBLEMS) this.problems.push({ file, line, name, message: error.message });
    }
  }

  async #create({ entry, uid, owners, spec }: Match): Promise<void> {
    const missing = owners?.find((owner) => this.#missing.has(owner.uid));
    if (missing !== undefined) {
      throw new EngineError("NotFound", `its owner, ${missing.kind} ${quote(missing.name)}, could not be imported`);
    }
    const { kind, name, labels, annotations } = entry;
    const metadata = { uid, name, labels, annotations, ...(owners !== undefined && { ownerReferences: owners }) };
    await this.#parts.client.create({ kind, metadata, spec: { ...entry.initialSpec, ...spec } }, this.#origin);
  }

  async #update(match: Match): Promise<void> {
    const { client } = this.#parts;
    const { kind } = match.entry;
    for (let attempt = 1; ; attempt++) {
      const stored: Resource = await client.get(kind, match.uid);
      if (stored.metadata.generation !== match.generation) {
        throw new EngineError("Conflict", "was changed by somebody else since the preview: look at it again");
      }
      const { metadata, spec } = wantedFor(match, stored, this.#parts.kinds);
      try {
        await client.update({ ...stored, metadata: { ...stored.metadata, ...metadata }, spec }, this.#origin);
        return;
      } catch (error) {
        if (attempt === MAX_UPDATE_ATTEMPTS || !hasCode(error, "Conflict")) throw error;
      }
    }
  }
}

function summarise({ matches, twins }: Matching, problems: readonly ImportProblem[]): FleetPreview {
  const [first] = twins;
  const of = (verdict: Match["verdict"]): Match[] => matches.filter((match) => match.verdict === verdict);
  const [created, changed, unchanged] = [of("new"), of("changed"), of("same")];
  return {
    id: randomUUID(),
    created: created.length,
    changed: changed.length,
    unchanged: unchanged.length,
    wrong: problems.length,
    items: [...changed, ...created, ...unchanged].slice(0, MAX_ITEMS).map(({ entry, verdict, changes }) => ({
      kind: entry.kind,
      name: entry.name,
      verdict,
      changes,
    })),
    problems: problems.slice(0, MAX_PROBLEMS),
    ...(first !== undefined && { twins: { count: twins.length, first } }),
    matches: [...created, ...changed],
  };
}

/** Owners come before what they own: a resource whose owners are not there is collected. */
function byDepth(matches: readonly Match[]): Match[][] {
  const levels: Match[][] = [];
  for (const match of matches) (levels[match.depth] ??= []).push(match);
  return [...levels].map((level) => level ?? []);
}
