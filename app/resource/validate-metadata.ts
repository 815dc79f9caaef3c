import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import { validateKind, validateUid } from "./identifiers.ts";
import { LABEL_VALUE_RULE, QUALIFIED_NAME_RULE, isLabelValue, isQualifiedName } from "./qualified-name.ts";
import type { Metadata } from "./resource.ts";

const LONGEST_NAME = 253;
/** As in Kubernetes: all annotations of a resource together, in UTF-16 units. */
const MAX_ANNOTATION_TEXT = 256 * 1024;

/**
 * Checks the parts of the metadata that callers choose, where they are given. What the engine fills in is not looked at.
 * @throws {EngineError} `Invalid`, naming the field and the rule that it breaks.
 */
export function validateMetadata(metadata: Partial<Metadata>): void {
  if (!isRecord(metadata)) throw invalid("metadata", `is ${quote(metadata)}; it must be an object`);
  const { uid, name, labels, annotations, ownerReferences, finalizers } = metadata;
  if (uid !== undefined) validateUid(uid);
  if (name !== undefined) validateName(name);
  if (labels !== undefined) validateLabels(labels);
  if (annotations !== undefined) validateAnnotations(annotations);
  if (ownerReferences !== undefined) validateOwnerReferences(ownerReferences);
  if (finalizers !== undefined) validateFinalizers(finalizers);
}

function validateName(name: unknown): void {
  if (typeof name === "string" && name.length <= LONGEST_NAME && /^(?!\s)[^\p{Cc}\p{Cs}/]+(?<!\s)$/u.test(name)) return;
  throw invalid(
    "metadata.name",
    `is ${quote(name)}; use 1 to ${LONGEST_NAME} characters, no "/", no control characters, no halves of characters, no blank first or last`,
  );
}

function validateLabels(labels: unknown): void {
  if (!isRecord(labels)) throw invalid("metadata.labels", `is ${quote(labels)}; it must be an object of strings`);
  for (const [key, value] of Object.entries(labels)) {
    validateQualifiedName("metadata.labels", key);
    if (!isLabelValue(value))
      throw invalid(`metadata.labels[${quote(key)}]`, `is ${quote(value)}; use ${LABEL_VALUE_RULE}`);
  }
}

function validateAnnotations(annotations: unknown): void {
  if (!isRecord(annotations)) {
    throw invalid("metadata.annotations", `is ${quote(annotations)}; it must be an object of strings`);
  }
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    validateQualifiedName("metadata.annotations", key);
    if (typeof value !== "string") {
      throw invalid(`metadata.annotations[${quote(key)}]`, `is ${quote(value)}; it must be a string`);
    }
    size += key.length + value.length;
  }
  if (size > MAX_ANNOTATION_TEXT) {
    throw invalid("metadata.annotations", `hold ${size} characters; ${MAX_ANNOTATION_TEXT} are the most`);
  }
}

function validateOwnerReferences(references: unknown): void {
  if (!Array.isArray(references)) {
    throw invalid("metadata.ownerReferences", `is ${quote(references)}; it must be a list`);
  }
  let controllers = 0;
  for (const [index, reference] of references.entries()) {
    const field = `metadata.ownerReferences[${index}]`;
    if (!isRecord(reference)) throw invalid(field, `is ${quote(reference)}; it must be an object with kind and uid`);
    const { kind, uid, name, controller, blockOwnerDeletion } = reference;
    validateKind(kind, `${field}.kind`);
    validateUid(uid, `${field}.uid`);
    validateOptional(name, "string", `${field}.name`);
    validateOptional(controller, "boolean", `${field}.controller`);
    validateOptional(blockOwnerDeletion, "boolean", `${field}.blockOwnerDeletion`);
    if (controller === true) controllers++;
  }
  if (controllers > 1)
    throw invalid("metadata.ownerReferences", "name more than one controller; at most one owner controls");
}

function validateOptional(value: unknown, type: "string" | "boolean", field: string): void {
  if (value !== undefined && typeof value !== type) throw invalid(field, `is ${quote(value)}; it must be a ${type}`);
}

function validateFinalizers(finalizers: unknown): void {
  if (!Array.isArray(finalizers)) throw invalid("metadata.finalizers", `is ${quote(finalizers)}; it must be a list`);
  for (const [index, finalizer] of finalizers.entries()) {
    const field = `metadata.finalizers[${index}]`;
    if (!isQualifiedName(finalizer)) throw invalid(field, `is ${quote(finalizer)}; use ${QUALIFIED_NAME_RULE}`);
    if (finalizers.indexOf(finalizer) !== index) throw invalid(field, `repeats ${quote(finalizer)}`);
  }
}

function validateQualifiedName(field: string, key: string): void {
  if (!isQualifiedName(key)) throw invalid(field, `has the key ${quote(key)}; use ${QUALIFIED_NAME_RULE}`);
}

function invalid(field: string, problem: string): EngineError {
  return new EngineError("Invalid", `${field} ${problem}`, { field });
}
