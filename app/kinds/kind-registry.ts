import { z } from "zod";
import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";
import type { Resource, ResourceDraft } from "../resource/resource.ts";
import { describeIssue, faultsOf, type Fault } from "./describe-issues.ts";
import type { Column, KindDefinition } from "./kind.ts";

/** A kind as forms and tables need to know it: plain JSON. */
export interface KindInfo {
  kind: string;
  plural: string;
  description: string;
  /** JSON Schema (2020-12) of the spec. */
  specSchema: Record<string, unknown>;
  specTemplate: Record<string, unknown>;
  columns: Column[];
  /** The field of the spec that tells one machine from another of its owner's. */
  identity?: string;
}

/** The kinds that the engine knows, in the order in which people should see them. */
export class KindRegistry {
  readonly #kinds: ReadonlyMap<string, KindDefinition>;

  constructor(kinds: readonly KindDefinition[]) {
    this.#kinds = new Map(kinds.map((definition) => [definition.kind, definition]));
  }

  [Symbol.iterator](): Iterator<KindDefinition> {
    return this.#kinds.values();
  }

  /** @throws {EngineError} `Invalid` for a kind that there is not. */
  get(kind: string): KindDefinition {
    const definition = this.find(kind);
    if (definition !== undefined) return definition;
    const known = [...this.#kinds.keys()].join(", ");
    throw new EngineError("Invalid", `kind: there is no kind ${quote(kind)}; there are ${known}`, { field: "kind" });
  }

  find(kind: string): KindDefinition | undefined {
    return this.#kinds.get(kind);
  }

  /**
   * What is wrong with a spec of this kind; nothing when it is as it should be.
   * @throws {EngineError} `Invalid` for a kind that there is not.
   */
  faultsOf(kind: string, spec: unknown): Fault[] {
    const parsed = this.get(kind).specSchema.safeParse(spec, { error: describeIssue });
    return parsed.success ? [] : faultsOf(parsed.error.issues, "spec");
  }

  /** @throws {EngineError} `Invalid`, naming the field, unless the kind is known and the spec fits its schema. */
  validate(resource: Resource | ResourceDraft): void {
    const faults = this.faultsOf(resource.kind, resource.spec);
    const [first] = faults;
    if (first === undefined) return;
    const message = faults.map((fault) => `${fault.field}: ${fault.message}`).join("; ");
    throw new EngineError("Invalid", message, { field: first.field });
  }

  /** The spec with all defaults filled in: two that are equal then ask for the same. */
  normalise(kind: string, spec: unknown): object {
    return this.get(kind).specSchema.parse(spec);
  }

  info(): KindInfo[] {
    return [...this.#kinds.values()].map(
      ({ kind, plural, description, specSchema, specTemplate, columns, identity }) => ({
        kind,
        plural,
        description,
        specSchema: z.toJSONSchema(specSchema, { io: "input" }),
        specTemplate: { ...specTemplate },
        columns: columns.map((column) => ({ ...column })),
        ...(identity !== undefined && { identity }),
      }),
    );
  }
}
