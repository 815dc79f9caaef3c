const SECRET_FIELD =
  /pass(word|wd|phrase)?$|secret|token|credential|authorization|cookie|(private|api|access|host)[-_]?key/i;
const URL_PASSWORD = /(:\/\/[^\s:/@]*:)[^\s/@]+@/g;
const CENSORED = "[redacted]";
/** Enough for what is worth logging; it also ends cycles. */
const DEEPEST = 8;

/** `value` as it may be logged: fields whose names tell of secrets and passwords in URLs are censored, errors become objects. */
export function redact(value: unknown, levelsLeft: number = DEEPEST): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (levelsLeft === 0) return "[nested too deep]";
  if (Array.isArray(value)) return value.map((item) => redact(item, levelsLeft - 1));
  if (value instanceof Error) return redact(fieldsOf(value), levelsLeft);
  if ("toJSON" in value && typeof value.toJSON === "function") return redact(value.toJSON(), levelsLeft - 1);
  return redactFields(value, levelsLeft);
}

export function redactText(text: string): string {
  return text.replace(URL_PASSWORD, `$1${CENSORED}@`);
}

export function redactFields(fields: object, levelsLeft: number = DEEPEST): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_FIELD.test(name) && value !== undefined && value !== null ? CENSORED : redact(value, levelsLeft - 1),
    ]),
  );
}

function fieldsOf(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  return { type: name, ...error, message, stack, ...(cause !== undefined && { cause }) };
}
