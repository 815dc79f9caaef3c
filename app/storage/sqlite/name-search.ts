import type { ResourceRef } from "../../resource/resource.ts";
import type { StatementCache } from "./statement-cache.ts";

export type NamedResource = ResourceRef & { name: string };

/** Resources of every kind whose names hold the text, in any case; those that begin with it first. Looks through the names alone. */
export function findByName(statements: StatementCache, text: string, limit: number): NamedResource[] {
  const pattern = text.trim().replaceAll(/[\\%_]/g, "\\$&");
  return statements
    .prepare<NamedResource>(
      `SELECT kind, uid, name FROM resources WHERE position IN (
         SELECT position FROM resources INDEXED BY resources_by_name WHERE name LIKE ? ESCAPE '\\' LIMIT ?
       ) ORDER BY name NOT LIKE ? ESCAPE '\\', name`,
    )
    .all(`%${pattern}%`, limit, `${pattern}%`);
}
