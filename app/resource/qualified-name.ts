/** Kubernetes' syntax for the keys of labels and annotations and for finalizers: `[domain/]name`. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

export const QUALIFIED_NAME_RULE =
  'at most 63 letters, digits, "-", "_" or ".", a letter or digit first and last, optionally after a lower-case domain and "/"';
export const LABEL_VALUE_RULE =
  'empty, or at most 63 letters, digits, "-", "_" or ".", a letter or digit first and last';

export function isQualifiedName(text: unknown): text is string {
  if (typeof text !== "string") return false;
  const slash = text.indexOf("/");
  if (slash === -1) return NAME.test(text);
  return DOMAIN.test(text.slice(0, slash)) && NAME.test(text.slice(slash + 1));
}

export function isLabelValue(text: unknown): text is string {
  return text === "" || (typeof text === "string" && NAME.test(text));
}
