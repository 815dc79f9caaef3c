import type { StatementCache } from "./statement-cache.ts";

/** Which labels there are, by hopping through their index from one to the next: as quick for a million as for ten. */
export class LabelVocabulary {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** In the order of their names. */
  keys(kind: string, limit: number): string[] {
    return this.#hop(
      `WITH RECURSIVE hop(found) AS (
         SELECT min(key) FROM labels WHERE kind = @kind
         UNION ALL
         SELECT (SELECT min(key) FROM labels WHERE kind = @kind AND key > found) FROM hop WHERE found IS NOT NULL
       ) SELECT found FROM hop WHERE found IS NOT NULL LIMIT @limit`,
      { kind, limit },
    );
  }

  /** In their order, those that begin with `prefix`. */
  values(kind: string, key: string, { prefix, limit }: { prefix: string; limit: number }): string[] {
    return this.#hop(
      `WITH RECURSIVE hop(found) AS (
         SELECT min(value) FROM labels WHERE kind = @kind AND key = @key AND value >= @prefix
         UNION ALL
         SELECT (SELECT min(value) FROM labels WHERE kind = @kind AND key = @key AND value > found) FROM hop
         WHERE substr(found, 1, length(@prefix)) = @prefix
       ) SELECT found FROM hop WHERE substr(found, 1, length(@prefix)) = @prefix LIMIT @limit`,
      { kind, key, prefix, limit },
    );
  }

  #hop(sql: string, values: Readonly<Record<string, string | number>>): string[] {
    return this.#statements.prepare<string>(sql).pluck().all(values);
  }
}
