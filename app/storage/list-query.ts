import { z } from "zod";
import { checkCount } from "../check-number.ts";
import { EngineError } from "../errors.ts";
import { requireRecord } from "../is-record.ts";
import { validateKind } from "../resource/identifiers.ts";
import { type LabelSelector, parseLabelSelector } from "../resource/label-selector.ts";
import { parseResourcePath, type Scalar } from "./resource-path.ts";
import type { ListOptions } from "./storage.ts";

/** Where a page ended: the next one begins after this place in the order, whatever was written meanwhile. */
export interface PageEnd {
  /** What the last resource was sorted by. */
  value: Scalar;
  /** Its place in the order of creation, which parts those with equal values. */
  position: number;
}

/** The options of a list, checked and taken apart. */
export interface ListQuery {
  kind: string;
  selector: LabelSelector | undefined;
  /** Absent: in the order of creation. */
  sortPath: readonly string[] | undefined;
  descending: boolean;
  limit: number | undefined;
  after: PageEnd | undefined;
}

/** The list that a page is of, then its end. */
const token = z.tuple([z.string(), z.union([z.null(), z.number(), z.string()]), z.number().int()]);

/**
 * Without `sort` resources come in the order of their creation; equal sort values too.
 * @throws {EngineError} `Invalid`, naming the option.
 */
export function parseListQuery(kind: string, options: ListOptions = {}): ListQuery {
  validateKind(kind);
  requireRecord("options", options);
  const { sort, labelSelector, limit } = options;
  if (limit !== undefined) checkCount("limit", limit);
  if (sort !== undefined) requireRecord("sort", sort);
  if (sort?.direction !== undefined && sort.direction !== "asc" && sort.direction !== "desc") {
    throw new EngineError("Invalid", `sort.direction must be asc or desc`, { field: "sort.direction" });
  }
  return {
    kind,
    selector: labelSelector === undefined ? undefined : parseLabelSelector(labelSelector),
    sortPath: sort === undefined ? undefined : parseResourcePath(sort.by, "sort.by"),
    descending: sort?.direction === "desc",
    limit,
    after: options.continue === undefined ? undefined : decodePageEnd(options.continue, listOf(kind, options)),
  };
}

/** The `continue` of a page that ended there. */
export function encodePageEnd(end: PageEnd, kind: string, options: ListOptions | undefined): string {
  return Buffer.from(JSON.stringify([listOf(kind, options), end.value, end.position])).toString("base64url");
}

function decodePageEnd(text: unknown, list: string): PageEnd {
  const decoded = token.safeParse(typeof text === "string" && parseJson(Buffer.from(text, "base64url").toString()));
  if (!decoded.success) {
    throw new EngineError("Invalid", "continue is not what a list handed out: begin again without it", {
      field: "continue",
    });
  }
  const [tokenList, value, position] = decoded.data;
  if (tokenList !== list) {
    throw new EngineError(
      "Invalid",
      "continue belongs to a list of another kind, or with another selector or sort: begin again without it",
      { field: "continue" },
    );
  }
  return { value, position };
}

/** What all pages of one list have in common. */
function listOf(kind: string, { labelSelector = "", sort }: ListOptions = {}): string {
  return JSON.stringify([kind, labelSelector, sort === undefined ? [] : [sort.by, sort.direction ?? "asc"]]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
