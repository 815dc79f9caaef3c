/** In UTF-16 units of the request's JSON. */
const DEFAULT_LIMIT = 1024 * 1024;
/** A file of 64 MiB, with room for what JSON escapes. */
const FILE_LIMIT = 160 * 1024 * 1024;

export function requestLimit(name: string): number {
  return name === "import.preview" ? FILE_LIMIT : DEFAULT_LIMIT;
}
