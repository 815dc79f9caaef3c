import path from "node:path";
import type { z } from "zod";
import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { describeIssue, faultsOf, type Fault } from "../kinds/describe-issues.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import { validateMetadata } from "../resource/validate-metadata.ts";
import { decode, type ImportSource } from "./decode.ts";
import type { FleetEntry } from "./entry.ts";
import { entryOfNode, looksLikeOpenChamiNode, openChamiNode } from "./openchami.ts";
import { elementOf, type Parsed, parseJson, parseYaml } from "./parse.ts";
import { type ImportProblem, ReadFault } from "./problem.ts";
import { entryOfResource, resourceDocument } from "./resource-document.ts";
import { splitJson } from "./split-json.ts";
import { splitYaml, type YamlPart } from "./split-yaml.ts";

/** What stands in a file, in order, a few at a time: right or wrong. */
export type Reading = { entry: FleetEntry } | { problem: ImportProblem };

/**
 * Reads a file: our own resources, or the nodes of an OpenCHAMI system, which belong to a cluster that is called as
 * `cluster` says or else as the file. Yields a batch for each piece of the file that had to be read at once.
 */
export function* readEntries(source: ImportSource, kinds: KindRegistry, cluster?: string): Generator<Reading[]> {
  const reader = new EntryReader(path.basename(source.name), kinds, cluster);
  try {
    const text = decode(source.content);
    const parts = /^\s*[[{]/.test(text) ? jsonParts(text) : yamlParts(text);
    for (const part of parts) yield reader.read(part);
    if (!reader.foundAny) yield [reader.problem(new ReadFault("holds nothing to import"))];
  } catch (error) {
    if (!(error instanceof ReadFault)) throw error;
    yield [reader.problem(error)];
  }
}

/** Something to parse, and what to parse one by one where it fails as a whole. */
interface Part {
  parse(): Parsed;
  single?: Part[];
}

function* jsonParts(text: string): Generator<Part> {
  for (const piece of splitJson(text)) yield { parse: () => parseJson(piece) };
}

function* yamlParts(text: string): Generator<Part> {
  for (const part of splitYaml(text)) yield yamlPart(part);
}

function yamlPart(part: YamlPart): Part {
  if (part.type === "document") return { parse: () => parseYaml(part.piece) };
  const { pieces } = part;
  const [first] = pieces;
  const whole = { text: pieces.map(({ text }) => text).join(""), line: first?.line ?? 1 };
  const parse = (): Parsed => parseYaml(whole);
  if (pieces.length === 1) return { parse };
  return { parse, single: pieces.map((piece) => ({ parse: () => parseYaml(piece) })) };
}

class EntryReader {
  foundAny = false;
  readonly #file: string;
  readonly #kinds: KindRegistry;
  readonly #cluster: string;

  constructor(file: string, kinds: KindRegistry, cluster: string | undefined) {
    this.#file = file;
    this.#kinds = kinds;
    this.#cluster = cluster ?? path.parse(file).name;
  }

  problem(fault: ReadFault, name?: string): Reading {
    return {
      problem: {
        file: this.#file,
        ...(fault.line !== undefined && { line: fault.line }),
        ...(name !== undefined && { name }),
        message: fault.message,
      },
    };
  }

  read(part: Part): Reading[] {
    let parsed: Parsed;
    try {
      parsed = part.parse();
    } catch (error) {
      if (!(error instanceof ReadFault)) throw error;
      // One that is wrong must not take its neighbours along.
      if (part.single !== undefined) return part.single.flatMap((single) => this.read(single));
      this.foundAny = true;
      return [this.problem(error)];
    }
    return [...this.#readValue(parsed)];
  }

  *#readValue(parsed: Parsed): Generator<Reading> {
    const { value } = parsed;
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) yield* this.#readValue(elementOf(parsed, [index], element));
      return;
    }
    if (isRecord(value) && !isRecord(value["spec"])) {
      for (const key of ["nodes", "items"]) {
        const list = value[key];
        if (!Array.isArray(list)) continue;
        yield* this.#readValue(elementOf(parsed, [key], list));
        return;
      }
    }
    this.foundAny = true;
    yield this.#readOne(parsed);
  }

  #readOne(parsed: Parsed): Reading {
    const { value } = parsed;
    const line = parsed.lineOf([]);
    if (!isRecord(value)) {
      return this.problem(new ReadFault("is neither a resource nor a node: it has no fields", line));
    }
    try {
      if (looksLikeOpenChamiNode(value)) {
        const node = this.#parse(openChamiNode, parsed);
        return { entry: this.#checked(entryOfNode(node, this.#file, line, this.#cluster), parsed) };
      }
      if (!("kind" in value)) {
        const what = 'is neither a resource, which has a "kind", nor a node of OpenCHAMI, which has an "xname"';
        throw new ReadFault(what, line);
      }
      const document = this.#parse(resourceDocument, parsed);
      return { entry: this.#checked(entryOfResource(document, this.#file, line), parsed) };
    } catch (error) {
      if (!(error instanceof ReadFault)) throw error;
      return this.problem(error, nameIn(value));
    }
  }

  #parse<T>(schema: z.ZodType<T>, parsed: Parsed): T {
    const result = schema.safeParse(parsed.value, { error: describeIssue });
    if (result.success) return result.data;
    throw faultOf(parsed, faultsOf(result.error.issues, ""));
  }

  /** What our own rules say beside the form of the file. */
  #checked(entry: FleetEntry, parsed: Parsed): FleetEntry {
    const { kind, name, uid, labels, annotations, spec } = entry;
    try {
      const faults = this.#kinds.faultsOf(kind, spec);
      if (faults.length > 0) {
        throw faultOf(
          parsed,
          faults.map((fault) => ({ ...fault, path: ["spec", ...fault.path] })),
        );
      }
      validateMetadata({ name, labels, annotations, ...(uid !== undefined && { uid }) });
      return entry;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const path = error.field?.replace(/\[.*/, "").split(".") ?? [];
      throw new ReadFault(error.message, parsed.lineOf(path));
    }
  }
}

function faultOf(parsed: Parsed, faults: readonly Fault[]): ReadFault {
  const message = faults.map(({ field, message }) => `${field}: ${message}`).join("; ");
  return new ReadFault(message, parsed.lineOf(faults[0]?.path ?? []));
}

function nameIn(value: Record<string, unknown>): string | undefined {
  const { metadata } = value;
  const name = isRecord(metadata) ? metadata["name"] : value["name"];
  return typeof name === "string" && name !== "" ? name : undefined;
}
