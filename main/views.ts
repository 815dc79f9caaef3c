import { EngineError } from "../app/errors.ts";
import { Listeners } from "../app/listeners.ts";
import type { CheckedRequest } from "../shared/contract.ts";
import { tableViews, type TableView, type TableViews } from "../shared/views.ts";
import type { JsonFile } from "./files/json-file.ts";

/** The saved views of all tables and how their columns are arranged, kept in a file; every window shows the same. */
export class Views {
  readonly #file: JsonFile<TableViews>;
  readonly #listeners = new Listeners();
  #current: Promise<TableViews> | undefined;

  constructor(file: JsonFile<TableViews>) {
    this.#file = file;
  }

  get(): Promise<TableViews> {
    this.#current ??= this.#file.read();
    return this.#current;
  }

  /** Calls back after each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** @throws {EngineError} `AlreadyExists` when another view of the kind has the name; else as `#change` */
  save(view: TableView): Promise<void> {
    return this.#change((kept) => {
      const others = kept.views.filter(({ id }) => id !== view.id);
      if (others.some(({ kind, name }) => kind === view.kind && name === view.name)) {
        throw new EngineError("AlreadyExists", `There is a view “${view.name}” already; choose another name`, {
          field: "name",
        });
      }
      const place = kept.views.findIndex(({ id }) => id === view.id);
      return { ...kept, views: place === -1 ? [...kept.views, view] : kept.views.with(place, view) };
    });
  }

  /** It is no kind's default any more either. */
  delete(id: string): Promise<void> {
    return this.#change((kept) => {
      const habits = Object.entries(kept.habits).map(([kind, { defaultView, ...habit }]) => [
        kind,
        { ...habit, ...(defaultView !== undefined && defaultView !== id && { defaultView }) },
      ]);
      return { views: kept.views.filter((view) => view.id !== id), habits: Object.fromEntries(habits) };
    });
  }

  setDefault(kind: string, id: string | undefined): Promise<void> {
    return this.#change((kept) => {
      const { defaultView: _before, ...habit } = kept.habits[kind] ?? {};
      return {
        ...kept,
        habits: { ...kept.habits, [kind]: { ...habit, ...(id !== undefined && { defaultView: id }) } },
      };
    });
  }

  arrange({ kind, id, ...arrangement }: CheckedRequest<"views.arrange">): Promise<void> {
    return this.#change((kept) => {
      if (id === undefined) {
        return { ...kept, habits: { ...kept.habits, [kind]: { ...kept.habits[kind], ...arrangement } } };
      }
      return { ...kept, views: kept.views.map((view) => (view.id === id ? { ...view, ...arrangement } : view)) };
    });
  }

  /**
   * @throws {EngineError} `Invalid` when there would be more views than are kept; `Unavailable` when they cannot be written:
   * they hold all the same until the application ends
   */
  async #change(change: (kept: TableViews) => TableViews): Promise<void> {
    const before = this.get();
    const after = before.then((kept) => {
      const changed = tableViews.safeParse(change(kept));
      if (changed.success) return changed.data;
      throw new EngineError("Invalid", "There are too many views: delete one that is no longer needed");
    });
    this.#current = after.catch(() => before);
    const kept = await after;
    this.#listeners.tell();
    await this.#file.write(kept);
  }
}
