import { compilePattern } from "../../events/pattern.ts";
import type { StatementCache } from "./statement-cache.ts";

/** Events of one type about resources of one kind; null for those about none. */
export interface EventSort {
  type: string;
  kind: string | null;
}

/** What sorts of events the log holds: few, however many events there are. */
export class EventSorts {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** Those whose type matches a pattern, of a kind or of all. */
  matching(pattern: string, kind: string | undefined): EventSort[] {
    const matches = compilePattern(pattern);
    const sorts: EventSort[] = [];
    for (const type of this.types()) {
      if (!matches(type.split("."))) continue;
      if (kind === undefined && this.#has(type, null)) sorts.push({ type, kind: null });
      if (kind === undefined) for (const each of this.#kindsOf(type)) sorts.push({ type, kind: each });
      else if (this.#has(type, kind)) sorts.push({ type, kind });
    }
    return sorts;
  }

  /** In their order. */
  *types(): Generator<string> {
    for (let type = this.#typeAfter(""); type !== undefined; type = this.#typeAfter(type)) yield type;
  }

  *#kindsOf(type: string): Generator<string> {
    let kind = this.#kindAfter(type, "");
    while (kind !== undefined) {
      yield kind;
      kind = this.#kindAfter(type, kind);
    }
  }

  #typeAfter(type: string): string | undefined {
    const next = this.#statements.prepare<string | null>("SELECT min(type) FROM events WHERE type > ?").pluck();
    return next.get(type) ?? undefined;
  }

  #kindAfter(type: string, kind: string): string | undefined {
    const next = this.#statements.prepare<string | null>("SELECT min(kind) FROM events WHERE type = ? AND kind > ?");
    return next.pluck().get(type, kind) ?? undefined;
  }

  #has(type: string, kind: string | null): boolean {
    const any = this.#statements.prepare<number>("SELECT 1 FROM events WHERE type = ? AND kind IS ? LIMIT 1");
    return any.pluck().get(type, kind) !== undefined;
  }
}
