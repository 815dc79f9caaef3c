import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";

/** Tells whether an event type, split at its dots, matches. */
export type Matcher = (segments: readonly string[]) => boolean;

const ONE = "*";
const ONE_OR_MORE = "**";

/**
 * Whether `eventType` matches `pattern`. Both are segments parted by dots; in the pattern `*` stands for exactly one
 * segment and `**` for one or more, wherever they are and however many. An event type with an empty segment matches nothing.
 * @throws {EngineError} `Invalid` for a pattern that is empty, has an empty segment, or a `*` beside other characters of a
 *   segment (`dev*`): that would look like a wildcard and match nothing; for an event type that is no string.
 */
export function matchesPattern(eventType: string, pattern: string): boolean {
  const matches = compilePattern(pattern);
  if (typeof eventType !== "string") {
    throw new EngineError("Invalid", `Event type ${quote(eventType)} is not a string`, { field: "eventType" });
  }
  return matches(eventType.split("."));
}

/** @throws {EngineError} `Invalid`, as `matchesPattern` says. */
export function compilePattern(pattern: string): Matcher {
  const wanted = patternSegments(pattern);
  return (segments) => !segments.includes("") && matches(segments, wanted);
}

/**
 * The two-finger match of globs: on a mismatch only the last `**` need take one segment more, for what an earlier one
 * could take instead, the last can as well. So the time is at most the product of the two lengths.
 */
function matches(segments: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  let want = 0;
  let retryAt = 0;
  let retryWant = -1;
  while (at < segments.length) {
    const next = wanted[want];
    if (next === ONE_OR_MORE) {
      at++;
      want++;
      retryAt = at;
      retryWant = want;
    } else if (next !== undefined && (next === ONE || next === segments[at])) {
      at++;
      want++;
    } else if (retryWant !== -1) {
      retryAt++;
      at = retryAt;
      want = retryWant;
    } else {
      return false;
    }
  }
  return want === wanted.length;
}

function patternSegments(pattern: string): string[] {
  if (typeof pattern !== "string") throw invalid(pattern, "is not a string");
  if (pattern === "") throw invalid(pattern, 'is empty; "**" matches every event');
  const segments = pattern.split(".");
  for (const segment of segments) {
    if (segment === "") throw invalid(pattern, "has an empty segment; write single dots between segments");
    if (segment.includes("*") && segment !== ONE && segment !== ONE_OR_MORE) {
      throw invalid(
        pattern,
        `has the segment ${quote(segment)}; a wildcard is a whole segment, "*" for one or "**" for more`,
      );
    }
  }
  return segments;
}

function invalid(pattern: unknown, problem: string): EngineError {
  return new EngineError("Invalid", `Event pattern ${quote(pattern)} ${problem}`, { field: "pattern" });
}
